package dev.dormouse.e2e.house;

import java.time.Instant;

/**
 * One line that a command printed.
 *
 * @param at when it was read here, the command perhaps still running
 */
public record Said(Instant at, String line) {}
