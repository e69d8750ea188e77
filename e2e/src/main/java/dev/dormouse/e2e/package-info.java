/** To be told. */
@NullMarked
package dev.dormouse.e2e;

import org.jspecify.annotations.NullMarked;
