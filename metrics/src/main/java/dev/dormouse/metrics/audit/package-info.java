/**
 * The audit: who came, what they asked for and how it ended, a line of JSON each, on a stream of
 * its own. What there is to tell is {@link dev.dormouse.metrics.audit.Event} and {@link
 * dev.dormouse.metrics.audit.Field}, which docs/audit.md has as tables.
 *
 * <p>Called by broker and reaper; imports the metrics, in which it is counted. What is told is
 * queued and written by a thread of its own, so nobody ever waits for it.
 */
@NullMarked
package dev.dormouse.metrics.audit;

import org.jspecify.annotations.NullMarked;
