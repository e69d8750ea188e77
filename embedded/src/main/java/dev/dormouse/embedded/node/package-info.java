/**
 * The one node of the embedded cluster: a scheduler, a volume binder and a kubelet whose pods are
 * processes of this machine.
 *
 * <p>All three are ordinary clients of the API server; {@code embedded} starts them. In the order a
 * pod walks through them: {@link dev.dormouse.embedded.node.Scheduler} (may it run, and when not,
 * why), {@link dev.dormouse.embedded.node.Claims} (its volumes are folders), {@link
 * dev.dormouse.embedded.node.Kubelet}, {@link dev.dormouse.embedded.node.PodLife}, {@link
 * dev.dormouse.embedded.node.ContainerLife}. What a pod's status says is decided by {@link
 * dev.dormouse.embedded.node.PodStatuses}, which is pure.
 */
@NullMarked
package dev.dormouse.embedded.node;

import org.jspecify.annotations.NullMarked;
