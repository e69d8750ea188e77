/**
 * The door and what lies behind it, tried without a door: every case is a value in, a value out.
 */
@NullMarked
package dev.dormouse.broker.login;

import org.jspecify.annotations.NullMarked;
