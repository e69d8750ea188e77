/**
 * What a cold start costs, measured: this room plays administrator and person for {@code dormouse
 * bench}. It makes a house of its own on somebody's cluster, logs in by the real ssh, makes pods by
 * hand beside it, and tells both as one table. The commands call it; it imports crds alone.
 */
@NullMarked
package dev.dormouse.cli.bench;

import org.jspecify.annotations.NullMarked;
