package dev.dormouse.broker.wake;

import dev.dormouse.crds.Rights;

/** Where the sshd of a session listens, in which pod, and who that sshd is. */
public record PodPlace(
    String name, String uid, String address, int port, String node, Rights rights) {}
