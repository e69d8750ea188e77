/** What a bare name gets: a page that says what you have, and the same as JSON. Wakes nothing. */
@NullMarked
package dev.dormouse.broker.desk;

import org.jspecify.annotations.NullMarked;
