package dev.dormouse.broker.wake;

/** Which session: where its objects are, and what it is called. */
public record SessionId(String namespace, String name) {}
