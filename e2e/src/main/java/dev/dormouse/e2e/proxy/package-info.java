/**
 * The fault proxy: stands before any API server and spoils what a test wants spoiled.
 *
 * <p>The way of a call: {@code FaultProxy} takes it in and {@code Call} says what it is; {@code
 * Interference} finds the {@code Rule} it falls under and does that rule's {@code Deed}; what is
 * left of it goes to the API server. The answer of a watch comes back through a {@code Feed}, event
 * by event. All of it runs on one event loop; tests call from any thread.
 */
@NullMarked
package dev.dormouse.e2e.proxy;

import org.jspecify.annotations.NullMarked;
