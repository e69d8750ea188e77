/**
 * The three ways of patching a tree: pure functions of what is and what was sent.
 *
 * <p>Called by the HTTP room.
 */
@NullMarked
package dev.dormouse.embedded.api.patch;

import org.jspecify.annotations.NullMarked;
