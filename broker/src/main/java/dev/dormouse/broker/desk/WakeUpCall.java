package dev.dormouse.broker.desk;

import dev.dormouse.broker.refusal.Refusal;

/** Wakes a session as a login does, and lets nobody in. */
@FunctionalInterface
public interface WakeUpCall {
  Ordered order(String session) throws InterruptedException;

  /** What came of it. */
  sealed interface Ordered {
    /** It is written down: it wakes whoever stays or leaves. */
    record Waking() implements Ordered {}

    /** It runs. */
    record Awake() implements Ordered {}

    record No(Refusal why) implements Ordered {}
  }
}
