/**
 * What a person types: the launcher, the commands, and every command that README and docs show.
 * Real processes, from the checkout that is being built.
 */
@NullMarked
package dev.dormouse.e2e.cli;

import org.jspecify.annotations.NullMarked;
