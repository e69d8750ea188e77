/**
 * Puts to sleep what nobody needs. Here is the wiring alone; {@code mind} decides and {@code hands}
 * do. It never speaks to a broker: they meet on the Session.
 */
@NullMarked
package dev.dormouse.reaper;

import org.jspecify.annotations.NullMarked;
