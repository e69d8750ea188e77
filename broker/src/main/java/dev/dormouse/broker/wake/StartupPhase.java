package dev.dormouse.broker.wake;

/** What a start goes through, in this order, as design.md and status.startup name it. */
public enum StartupPhase {
  ADMITTED,
  CLAIMED,
  CREATED,
  SCHEDULED,
  STARTED,
  LISTENING,
  UPSTREAM,
  RELAYED
}
