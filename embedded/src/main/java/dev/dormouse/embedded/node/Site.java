package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.Set;

/**
 * What every pod of the node shares.
 *
 * @param images those that the node has, pulled before
 */
record Site(
    KubernetesClient client,
    InstantSource clock,
    Pace pace,
    Events events,
    Folders folders,
    Addresses addresses,
    Sshd sshd,
    Set<String> images) {}
