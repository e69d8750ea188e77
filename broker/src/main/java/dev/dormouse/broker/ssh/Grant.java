package dev.dormouse.broker.ssh;

import java.time.Duration;

/**
 * What a certificate lets its holder do in a pod.
 *
 * @param keyId what the pod's log will call it: names the user and the run
 * @param principal the one session that it is for
 * @param forceCommand empty: none
 */
public record Grant(
    String keyId,
    String principal,
    boolean agent,
    boolean ports,
    boolean x11,
    boolean pty,
    boolean userRc,
    String forceCommand,
    Duration validFor) {}
