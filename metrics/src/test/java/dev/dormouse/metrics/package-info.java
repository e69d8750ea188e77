/** The metrics as a scraper reads them, over real HTTP. */
@NullMarked
package dev.dormouse.metrics;

import org.jspecify.annotations.NullMarked;
