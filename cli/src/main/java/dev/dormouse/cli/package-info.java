/**
 * The {@code dormouse} command, and the one room where all others meet. {@link
 * dev.dormouse.cli.Dormouse} reads the command line and the environment; a command is a class that
 * says what it does in its help; what was given wrongly ends as a {@link dev.dormouse.cli.Refusal},
 * one sentence and exit code 2. Nobody calls this room but {@code ./dormouse} and the tests.
 */
@NullMarked
package dev.dormouse.cli;

import org.jspecify.annotations.NullMarked;
