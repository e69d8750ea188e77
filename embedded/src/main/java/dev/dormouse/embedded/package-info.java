/** To be told. */
@NullMarked
package dev.dormouse.embedded;

import org.jspecify.annotations.NullMarked;
