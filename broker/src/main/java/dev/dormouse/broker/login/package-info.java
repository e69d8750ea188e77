/**
 * Who is it, and may they: the grammar of login names, the directory of users and their keys,
 * admission. Pure: an immutable {@code House} in, a value out; no clock, no thread, no I/O.
 */
@NullMarked
package dev.dormouse.broker.login;

import org.jspecify.annotations.NullMarked;
