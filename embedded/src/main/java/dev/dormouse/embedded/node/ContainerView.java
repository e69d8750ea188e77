package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the kubelet knows of one container.
 *
 * @param over it ended and won't be started again
 */
record ContainerView(
    String name,
    String image,
    ContainerState state,
    ContainerState last,
    int restarts,
    boolean ready,
    boolean over) {

  static ContainerView creating(String name, String image, String reason) {
    return new ContainerView(
        name, image, waiting(reason, null), new ContainerState(), 0, false, false);
  }

  ContainerView waitingFor(String reason, String message) {
    return new ContainerView(name, image, waiting(reason, message), last, restarts, false, false);
  }

  /** Crashed and not yet started again: what it ended with is its last state. */
  ContainerView backingOff(String message) {
    return new ContainerView(
        name, image, waiting("CrashLoopBackOff", message), state, restarts, false, false);
  }

  ContainerView running(Instant since, int restart, boolean isReady) {
    ContainerState before = state.getTerminated() == null ? last : state;
    ContainerState now =
        new ContainerStateBuilder()
            .withNewRunning()
            .withStartedAt(Moment.of(since))
            .endRunning()
            .build();
    return new ContainerView(name, image, now, before, restart, isReady, false);
  }

  ContainerView ended(ContainerStateTerminated end, boolean forGood) {
    ContainerState now = new ContainerStateBuilder().withTerminated(end).build();
    return new ContainerView(name, image, now, last, restarts, false, forGood);
  }

  boolean succeeded() {
    return state.getTerminated() != null && state.getTerminated().getExitCode() == 0;
  }

  boolean everStarted() {
    return state.getRunning() != null
        || state.getTerminated() != null
        || last.getTerminated() != null;
  }

  private static ContainerState waiting(String reason, @Nullable String message) {
    return new ContainerStateBuilder()
        .withNewWaiting()
        .withReason(reason)
        .withMessage(message)
        .endWaiting()
        .build();
  }
}
