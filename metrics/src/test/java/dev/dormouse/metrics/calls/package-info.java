/** What is known of a call by its address alone. */
@NullMarked
package dev.dormouse.metrics.calls;

import org.jspecify.annotations.NullMarked;
