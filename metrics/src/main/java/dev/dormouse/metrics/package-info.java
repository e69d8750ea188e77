/**
 * Every metric's name, spelled once (the broker's, the reaper's, those of API calls), and the
 * operations web server: /metrics, /livez, /readyz.
 *
 * <p>Called by broker and reaper; imports none of our rooms. Vert.x and Micrometer live here.
 */
@NullMarked
package dev.dormouse.metrics;

import org.jspecify.annotations.NullMarked;
