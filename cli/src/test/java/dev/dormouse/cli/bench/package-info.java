/** How times become a table. */
@NullMarked
package dev.dormouse.cli.bench;

import org.jspecify.annotations.NullMarked;
