/**
 * Apache MINA's I/O on Vert.x sockets: accepting on every event loop, connecting on a given one.
 * Bytes only; nothing here waits.
 */
@NullMarked
package dev.dormouse.broker.net;

import org.jspecify.annotations.NullMarked;
