package dev.dormouse.broker.wake;

/** Where the sshd of a session listens, and in which pod. */
public record PodPlace(String name, String uid, String address, int port, String node) {}
