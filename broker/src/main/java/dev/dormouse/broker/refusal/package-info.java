/** How Dormouse says no: a sentence, a stable code, a next step. Pure; every room may use it. */
@NullMarked
package dev.dormouse.broker.refusal;

import org.jspecify.annotations.NullMarked;
