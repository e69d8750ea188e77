package dev.dormouse.cli.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Pods as somebody makes them who has no Dormouse: what a cold start is measured against. */
final class PodsByHand {
  private static final int PORT = 2022;
  private static final int DIAL_MILLIS = 5_000;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final String namespace;
  private final PodWatch pods;
  private int made;

  PodsByHand(Household house, PodWatch pods) {
    this.client = house.client();
    this.namespace = house.belongings();
    this.pods = pods;
  }

  /**
   * Makes a pod like one of Dormouse's, waits until it is Ready, logs in, and takes it away.
   *
   * @param like its spec, as the API server has it
   * @param known the session's host key, which the pod has too
   */
  Round.ByHand like(PodSpec like, Ssh ssh, String known, String login)
      throws IOException, InterruptedException {
    var pod = called("by-hand", like);
    pod.getSpec().setNodeName(null);
    var name = pod.getMetadata().getName();
    var began = System.nanoTime();
    client.resource(pod).create();
    var address = pods.await(name, PodWatch.Moment.ADDRESS);
    listens(pods.address(name));
    var listens = System.nanoTime();
    pods.await(name, PodWatch.Moment.READY);
    ssh.go(new Ssh.Host(pods.address(name), PORT, "bench-pod", known), login);
    var ended = System.nanoTime();
    end(pod);
    return new Round.ByHand(
        Duration.ofNanos(address - began),
        Duration.ofNanos(listens - began),
        Duration.ofNanos(ended - began));
  }

  /** A pod with one emptyDir that does nothing, until it has its address; then it goes. */
  Duration plain(String image) throws IOException, InterruptedException {
    var spec =
        new PodBuilder()
            .withNewSpec()
            // A sleep that nobody told so hears no SIGTERM as the first process.
            .withTerminationGracePeriodSeconds(1L)
            .addNewContainer()
            .withName("plain")
            .withImage(image)
            .withCommand("sleep", "3600")
            .addNewVolumeMount()
            .withName("empty")
            .withMountPath("/empty")
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("empty")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .endSpec()
            .buildSpec();
    var pod = called("plain", spec);
    var began = System.nanoTime();
    client.resource(pod).create();
    var address = pods.await(pod.getMetadata().getName(), PodWatch.Moment.ADDRESS);
    end(pod);
    return Duration.ofNanos(address - began);
  }

  private Pod called(String name, PodSpec spec) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("%s-%d".formatted(name, ++made))
        .withNamespace(namespace)
        .endMetadata()
        .withSpec(spec)
        .build();
  }

  private void end(Pod pod) throws IOException, InterruptedException {
    client.resource(pod).delete();
    pods.await(pod.getMetadata().getName(), PodWatch.Moment.GONE);
  }

  /** Returns when an sshd has said its name there. */
  private static void listens(String address) throws IOException, InterruptedException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, PORT), DIAL_MILLIS);
        socket.setSoTimeout(DIAL_MILLIS);
        if (socket.getInputStream().read() == 'S') {
          return;
        }
      } catch (ConnectException | SocketTimeoutException notYet) {
        if (System.nanoTime() > until) {
          throw new IOException(
              "the pod at %s has an address, but no sshd answers: %s"
                  .formatted(address, notYet.getMessage()),
              notYet);
        }
      }
      Thread.sleep(PAUSE);
    }
  }
}
