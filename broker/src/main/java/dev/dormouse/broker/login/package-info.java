/**
 * Who is it, and may they: the grammar of login names, the directory of users and their keys,
 * admission. Pure: an immutable {@link dev.dormouse.broker.login.House} in, a value out; no clock,
 * no thread, no I/O.
 *
 * <p>The leg to the client asks the {@link dev.dormouse.broker.login.Door} about every key; the
 * connection's story asks {@link dev.dormouse.broker.login.Admissions} once, about the key that
 * signed. {@code broker.cluster} builds the house from what Kubernetes says. A login name is an
 * attacker's text until {@link dev.dormouse.broker.login.Login} has read it.
 */
@NullMarked
package dev.dormouse.broker.login;

import org.jspecify.annotations.NullMarked;
