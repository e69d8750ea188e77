/**
 * The promises, proven: which cluster the tests run against.
 *
 * <p>{@code wire} speaks with an API server call by call; {@code proxy} stands before one and
 * spoils what a test wants spoiled. The tests of this module, and nobody else, call them.
 */
@NullMarked
package dev.dormouse.e2e;

import org.jspecify.annotations.NullMarked;
