/** What the command decides without starting anything. */
@NullMarked
package dev.dormouse.cli;

import org.jspecify.annotations.NullMarked;
