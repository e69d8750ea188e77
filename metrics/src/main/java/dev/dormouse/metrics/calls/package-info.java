/**
 * Counts the calls that a client makes of the API server, with their time. Called by {@code
 * broker.cluster} and {@code reaper.hands}, which make them.
 */
@NullMarked
package dev.dormouse.metrics.calls;

import org.jspecify.annotations.NullMarked;
