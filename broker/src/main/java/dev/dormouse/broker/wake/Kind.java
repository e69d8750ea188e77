package dev.dormouse.broker.wake;

/** Whether there was anything to wait for. */
public enum Kind {
  COLD,
  RUNNING
}
