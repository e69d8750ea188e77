package dev.dormouse.broker.relay;

/**
 * How one leg ended.
 *
 * @param broken by an error rather than by anybody's wish
 */
public record Parting(boolean broken, String words) {}
