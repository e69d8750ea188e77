@NullMarked
package dev.dormouse.broker.relay;

import org.jspecify.annotations.NullMarked;
