package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Refusal;

/** What a wake does next. */
sealed interface Step {
  /** There is no such session: make it. */
  record Create() implements Step {}

  /** It sleeps, or its run is over: begin another. */
  record Claim(Entry.Some read) implements Step {}

  /** Its pod isn't seen any more: if it is really gone, begin another run. */
  record Replace(Entry.Some read) implements Step {}

  record Mint(Entry.Some read, String run) implements Step {}

  record EndPrevious(PodSeen pod) implements Step {}

  record Place(String run) implements Step {}

  /** The pod is there: tell how it gets on. */
  record Tell(PodSeen pod, Entry.Some entry) implements Step {}

  /**
   * Something has to end first.
   *
   * @param run the run whose pod it is; empty when it is no pod
   */
  record Wait(String line, String run) implements Step {}

  /** It can't start. */
  record GiveUp(Refusal why) implements Step {}

  /** Somebody has declared this run dead, and said why. */
  record Failed(String message) implements Step {}

  /** It was put to sleep while it woke: by a person, or by a reaper that knows of nobody. */
  record PutToSleep(Entry.Some read) implements Step {}

  /** Somebody removed it while it woke, or before anybody came: who comes next begins anew. */
  record Removed() implements Step {}

  /** Nobody wants it awake. */
  record Rest() implements Step {}
}
