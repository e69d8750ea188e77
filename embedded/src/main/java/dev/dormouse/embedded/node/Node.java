package dev.dormouse.embedded.node;

import dev.dormouse.embedded.api.PodLogs;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/** The cluster's one node, with the controllers that a real cluster runs beside its API server. */
public final class Node implements AutoCloseable {
  private final Claims claims;
  private final Scheduler scheduler;
  private final Kubelet kubelet;
  private final Machine machine;
  private final Folders folders;

  private Node(
      Claims claims, Scheduler scheduler, Kubelet kubelet, Machine machine, Folders folders) {
    this.claims = claims;
    this.scheduler = scheduler;
    this.kubelet = kubelet;
    this.machine = machine;
    this.folders = folders;
  }

  /**
   * Joins the cluster; the caller keeps the client.
   *
   * @param folder where volumes and the pods' files lie
   */
  public static Node join(KubernetesClient client, Path folder, Pace pace, InstantSource clock) {
    return join(client, folder, pace, clock, Sshd.ofThisMachine());
  }

  static Node join(
      KubernetesClient client, Path folder, Pace pace, InstantSource clock, Sshd sshd) {
    var folders = Folders.in(folder);
    var events = new Events(client, clock, "kubelet");
    var site =
        new Site(
            client,
            clock,
            pace,
            events,
            folders,
            new Addresses(),
            sshd,
            ConcurrentHashMap.newKeySet());
    var kubelet = new Kubelet(site, Machine.NAME);
    var machine = new Machine(client, clock, kubelet);
    var claims =
        new Claims(client, folders, new Events(client, clock, "persistentvolume-controller"));
    return new Node(claims, new Scheduler(client, clock, pace, claims), kubelet, machine, folders);
  }

  /** Where the logs of pods lie that run under this folder. */
  public static PodLogs logs(Path folder) {
    return new Folders(folder);
  }

  /** Ends every process of every pod, and forgets their files. Volumes stay. */
  @Override
  public void close() {
    scheduler.close();
    claims.close();
    machine.close();
    kubelet.close();
    folders.forgetPods();
  }
}
