/**
 * Whether a size fits any node: pure, asked by the hands. It looks at nodes as if nothing else ran
 * on them; who has room at this moment is the scheduler's to say.
 */
@NullMarked
package dev.dormouse.reaper.fit;

import org.jspecify.annotations.NullMarked;
