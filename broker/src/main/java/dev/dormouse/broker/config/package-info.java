/**
 * All that can be set about a broker: {@link dev.dormouse.broker.config.BrokerConfig}, filled from
 * a file and the environment and checked once, when it starts. What can't be is a {@link
 * dev.dormouse.broker.config.BadConfig}: a sentence with key, value and bounds.
 *
 * <p>Whoever starts a broker calls it; imports the crds' durations, the net's networks, the login's
 * reading of public keys, Jackson's YAML and MINA's private keys.
 */
@NullMarked
package dev.dormouse.broker.config;

import org.jspecify.annotations.NullMarked;
