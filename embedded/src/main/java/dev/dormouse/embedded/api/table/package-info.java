/**
 * Objects as the rows that a person reads: columns, ages, and the few words that sum up a pod.
 *
 * <p>Called by the HTTP room; pure functions of an object and the time.
 */
@NullMarked
package dev.dormouse.embedded.api.table;

import org.jspecify.annotations.NullMarked;
