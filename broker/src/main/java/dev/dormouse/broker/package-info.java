/**
 * The broker: ssh in, relay out. A connection walks these rooms in order: {@code net} (bytes),
 * {@code ssh} (the leg to the client, and the hold), {@code login} (who is it, may they), {@code
 * wake} (their session's pod), {@code cluster} (what Kubernetes says), {@code ssh} again (the leg
 * to the pod), {@code relay} (everything, verbatim); the bare name goes to the {@code desk}
 * instead.
 *
 * <p>{@code Broker} is the only wiring; {@code Connection} tells the story of one connection.
 */
@NullMarked
package dev.dormouse.broker;

import org.jspecify.annotations.NullMarked;
