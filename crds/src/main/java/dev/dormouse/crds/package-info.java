/** To be told. */
@NullMarked
package dev.dormouse.crds;

import org.jspecify.annotations.NullMarked;
