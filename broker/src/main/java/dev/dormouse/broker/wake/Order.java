package dev.dormouse.broker.wake;

import java.time.Duration;

/**
 * Who wants which session awake.
 *
 * @param template what it is made from when it isn't there yet; one that is has its own
 * @param startWithin how long its start may take
 */
public record Order(SessionId session, String owner, String template, Duration startWithin) {}
