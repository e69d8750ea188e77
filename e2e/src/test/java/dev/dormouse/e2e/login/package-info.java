/**
 * The first login and all that ssh can do behind it, with the real ssh against the cluster under
 * test. {@code @InAHouse} gives each class a house of its own; {@code -Dway=direct} shows that a
 * case holds without a broker too, which is what it is measured by.
 */
@NullMarked
package dev.dormouse.e2e.login;

import org.jspecify.annotations.NullMarked;
