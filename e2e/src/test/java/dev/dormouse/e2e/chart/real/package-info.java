/** The chart on Kubernetes itself, with an image of this build. */
@NullMarked
package dev.dormouse.e2e.chart.real;

import org.jspecify.annotations.NullMarked;
