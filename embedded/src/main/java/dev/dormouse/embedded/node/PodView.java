package dev.dormouse.embedded.node;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the kubelet knows of one pod; each step of its life makes the next one.
 *
 * @param address its own, once the sandbox has one
 * @param sandbox whether containers could be started in it
 * @param ended it was told to end, and nothing of it runs any more
 * @param failure why it failed as a whole, beyond what its containers did
 */
record PodView(
    Instant since,
    boolean sandbox,
    Optional<String> address,
    List<ContainerView> first,
    List<ContainerView> containers,
    boolean ended,
    Optional<Failure> failure) {

  /** As in {@code status.reason} and {@code status.message}. */
  record Failure(String reason, String message) {}

  PodView inSandbox(boolean there) {
    return new PodView(since, there, address, first, containers, ended, failure);
  }

  PodView at(String ip) {
    return new PodView(since, sandbox, Optional.of(ip), first, containers, ended, failure);
  }

  PodView over() {
    return new PodView(since, false, address, first, containers, true, failure);
  }

  PodView failed(String reason, String message) {
    return new PodView(
        since,
        sandbox,
        address,
        first,
        containers,
        ended,
        Optional.of(new Failure(reason, message)));
  }

  PodView with(ContainerView one) {
    return new PodView(
        since, sandbox, address, replaced(first, one), replaced(containers, one), ended, failure);
  }

  ContainerView container(String name) {
    return Stream.concat(first.stream(), containers.stream())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no container " + name));
  }

  private static List<ContainerView> replaced(List<ContainerView> all, ContainerView one) {
    return all.stream().map(each -> each.name().equals(one.name()) ? one : each).toList();
  }
}
