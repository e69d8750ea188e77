package dev.dormouse.embedded.api.store;

/** How a write was asked for: only as a trial, and what to do about fields that nobody knows. */
public record Write(boolean dryRun, Unknown unknown) {
  /** The three answers to a field that the kind doesn't have; it is dropped by all but STRICT. */
  public enum Unknown {
    IGNORE,
    WARN,
    STRICT
  }

  /** Which part of an object an update is about. */
  public enum Part {
    /** What the main resource may write: all but the status, where that has its own way. */
    MAIN,
    STATUS,
    /** Everything, past the kind's rules; how the server itself writes, as when it binds a pod. */
    WHOLE
  }
}
