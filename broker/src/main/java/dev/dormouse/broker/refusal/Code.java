package dev.dormouse.broker.refusal;

/** Why not, in few stable words: for log, metric, audit and the person's next step. */
public enum Code {
  UNKNOWN,
  DENIED,
  SUSPENDED,
  LIMIT,
  QUOTA,
  CAPACITY,
  IMAGE,
  CRASH,
  VOLUME,
  LOST,
  SLOW,
  STOPPED,
  HOSTKEY,
  BUSY,
  OUTAGE,
  TEMPLATE,
  INTERNAL;

  /** As people see it, and docs/user.md explains it: {@code DM-UNKNOWN}. */
  @Override
  public String toString() {
    return "DM-" + name();
  }
}
