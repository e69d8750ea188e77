/** What an operator watches: dashboards and rules, drawn, checked, and run by a real Prometheus. */
@NullMarked
package dev.dormouse.e2e.watch;

import org.jspecify.annotations.NullMarked;
