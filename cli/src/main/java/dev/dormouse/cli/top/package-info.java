/**
 * The page of {@code dormouse top}: what brokers and reapers measure, read from their /metrics and
 * told to a person. Called by the command; imports none of our rooms.
 */
@NullMarked
package dev.dormouse.cli.top;

import org.jspecify.annotations.NullMarked;
