/** The fault proxy, tried out with the client that Dormouse uses. */
@NullMarked
package dev.dormouse.e2e.proxy;

import org.jspecify.annotations.NullMarked;
