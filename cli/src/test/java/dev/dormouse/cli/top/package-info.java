/** The page, from texts as Prometheus gets them. */
@NullMarked
package dev.dormouse.cli.top;

import org.jspecify.annotations.NullMarked;
