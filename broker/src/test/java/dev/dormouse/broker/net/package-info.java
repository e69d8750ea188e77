/** What the bytes' room decides by itself. */
@NullMarked
package dev.dormouse.broker.net;

import org.jspecify.annotations.NullMarked;
