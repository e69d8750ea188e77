/** How Dormouse says no, held against what people can read about it. */
@NullMarked
package dev.dormouse.broker.refusal;

import org.jspecify.annotations.NullMarked;
