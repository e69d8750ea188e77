package dev.dormouse.reaper.mind;

import java.util.Locale;

/** Why a session ends, in one of few words, for who counts; the sentence is for people. */
public enum Cause {
  /** Its owner may not log in. */
  SUSPENDED,
  /** Its programs have ended, or its container has. */
  POD_ENDED,
  /** The cluster took its pod, or somebody else did. */
  POD_TAKEN,
  /** Its pod isn't there any more, and nobody has seen it go. */
  POD_GONE,
  /** Its start failed, and nobody has tried again. */
  FAILED,
  /** Nobody has been connected for long enough. */
  UNUSED,
  /** Somebody is connected, and nothing has moved for long enough. */
  QUIET,
  /** Its programs, which kept it awake last, have long been done. */
  PROGRAMS_DONE,
  /** It was kept awake, up to now. */
  KEPT_OVER,
  /** No run lasts longer. */
  MAX_RUN,
  /** It didn't start in its time. */
  NEVER_STARTED,
  /** It was there for one use. */
  EPHEMERAL,
  /** It has slept for so long that its template lets it go. */
  FORGOTTEN;

  private static final String SLEEP = "sleep";

  /** {@code sleep}; {@code fail} a start; {@code forget} a session. */
  public String verdict() {
    return switch (this) {
      case NEVER_STARTED -> "fail";
      case EPHEMERAL, FORGOTTEN -> "forget";
      case SUSPENDED, POD_ENDED, POD_TAKEN, POD_GONE, FAILED, UNUSED, QUIET, PROGRAMS_DONE -> SLEEP;
      case KEPT_OVER, MAX_RUN -> SLEEP;
    };
  }

  /** {@code pod-ended}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
