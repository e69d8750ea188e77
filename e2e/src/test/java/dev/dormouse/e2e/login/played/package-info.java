/**
 * Logins and what only the embedded node can be told to play: slow pulls, held volumes, full nodes.
 */
@NullMarked
package dev.dormouse.e2e.login.played;

import org.jspecify.annotations.NullMarked;
