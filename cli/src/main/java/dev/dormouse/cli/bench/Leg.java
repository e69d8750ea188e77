package dev.dormouse.cli.bench;

import dev.dormouse.crds.Startup;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a cold start is made of, in this order; each one ends when the next begins. */
enum Leg {
  LET_IN("connected, and let in"),
  CLAIMED("its wake is written down"),
  CREATED("its pod is created"),
  SCHEDULED("the pod has a node"),
  LISTENING("the pod's sshd answers"),
  UPSTREAM("Dormouse is logged in there"),
  RELAYED("the way is free"),
  DONE("true has run, and ssh has ended");

  private final String words;

  Leg(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** How long each took, from the moment when ssh was typed to the one when it had ended. */
  static Map<Leg, Duration> between(Instant typed, Startup startup, Instant ended) {
    var took = new EnumMap<Leg, Duration>(Leg.class);
    var before = typed;
    for (var leg : values()) {
      var at = leg.end(startup, ended);
      // Phases that weren't seen, or not in this order, took no time of their own.
      var until = at == null || at.isBefore(before) ? before : at;
      took.put(leg, Duration.between(before, until));
      before = until;
    }
    return took;
  }

  private @Nullable Instant end(Startup startup, Instant ended) {
    return switch (this) {
      case LET_IN -> startup.admitted();
      case CLAIMED -> startup.claimed();
      case CREATED -> startup.created();
      case SCHEDULED -> startup.scheduled();
      case LISTENING -> startup.listening();
      case UPSTREAM -> startup.upstream();
      case RELAYED -> startup.relayed();
      case DONE -> ended;
    };
  }
}
