package dev.dormouse.broker.wake;

import java.time.Instant;
import java.util.Map;

/** What a wake writes into its session's status. */
public sealed interface Report {

  record Waking(Map<StartupPhase, Instant> startup) implements Report {}

  record Awake(PodPlace pod, Map<StartupPhase, Instant> startup) implements Report {}

  /**
   * The run is declared dead.
   *
   * @param message the sentence, with its code
   */
  record Failed(String message) implements Report {}
}
