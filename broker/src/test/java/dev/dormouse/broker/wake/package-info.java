@NullMarked
package dev.dormouse.broker.wake;

import org.jspecify.annotations.NullMarked;
