/** What a reaper is told when it starts. */
@NullMarked
package dev.dormouse.reaper;

import org.jspecify.annotations.NullMarked;
