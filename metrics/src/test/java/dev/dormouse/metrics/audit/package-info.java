/** What the audit writes, and what it does when nobody reads it. */
@NullMarked
package dev.dormouse.metrics.audit;

import org.jspecify.annotations.NullMarked;
