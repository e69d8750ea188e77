/** The chart, by the real Helm as a library: what it renders, and what it refuses. */
@NullMarked
package dev.dormouse.e2e.chart;

import org.jspecify.annotations.NullMarked;
