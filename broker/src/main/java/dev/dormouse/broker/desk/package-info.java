/**
 * What a bare name gets: a page that says what you have, and the verbs that do something with it.
 * Nothing here wakes a session but {@code start}.
 *
 * <p>A command is read by the {@link dev.dormouse.broker.desk.Grammar} into a verb; what the verb
 * comes to is decided by a pure function ({@code Keep}, {@code Stop}, {@code Remove}) of the
 * session as it is; {@link dev.dormouse.broker.desk.Changes} reads, has it decided, and writes. The
 * cluster is behind {@link dev.dormouse.broker.desk.Register}, which {@code broker.cluster}
 * fulfils, and a login's wake behind {@link dev.dormouse.broker.desk.WakeUpCall}, which {@code
 * broker} does.
 */
@NullMarked
package dev.dormouse.broker.desk;

import org.jspecify.annotations.NullMarked;
