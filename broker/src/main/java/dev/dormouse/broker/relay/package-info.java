/**
 * The steady state: every connection-protocol message goes through verbatim, in both directions,
 * with backpressure, on one event loop.
 */
@NullMarked
package dev.dormouse.broker.relay;

import org.jspecify.annotations.NullMarked;
