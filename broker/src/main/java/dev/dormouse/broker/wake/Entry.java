package dev.dormouse.broker.wake;

import dev.dormouse.crds.Phase;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.Wanted;
import java.util.EnumSet;
import java.util.Set;

/** A session, as the cluster has written it down. */
public sealed interface Entry {

  /** There is none yet. */
  record None() implements Entry {}

  /**
   * There is one.
   *
   * @param version its resourceVersion: what a guarded write must name
   * @param leaving it is being deleted
   * @param run the id of its current run; empty when nobody has given one
   * @param hostKey the public one; empty before it is minted
   * @param told what its status says, and of which run
   */
  record Some(
      String version,
      String uid,
      boolean leaving,
      Wanted wanted,
      String run,
      String hostKey,
      Told told)
      implements Entry {

    boolean awake() {
      return wanted == Wanted.AWAKE && !run.isEmpty();
    }

    /** Somebody declared that this run doesn't start. */
    boolean failed() {
      return told.is(run, EnumSet.of(Phase.FAILED));
    }

    /** This run went to sleep: whoever wants the session awake again means another. */
    boolean over() {
      return told.is(run, EnumSet.of(Phase.ASLEEP, Phase.FALLING_ASLEEP));
    }

    /** This run was there: a pod of it that is gone was taken, and isn't made again. */
    boolean wasAwake() {
      return told.is(run, EnumSet.of(Phase.AWAKE));
    }
  }

  /**
   * What a status says: ASLEEP and empty when it says nothing.
   *
   * @param why it is asleep, or stays awake
   */
  record Told(Phase phase, String run, String message, String why) {
    public static final Told NOTHING = new Told(Phase.ASLEEP, "", "", "");

    /** It sleeps because the cluster needed its place. */
    boolean taken() {
      return phase == Phase.ASLEEP && why.startsWith(SessionStatus.TAKEN);
    }

    /** Who put it to sleep was the reaper, for reasons that it tells. */
    boolean unneeded() {
      return !why.isEmpty() && !why.equals(SessionStatus.STOPPED);
    }

    boolean is(String ofRun, Set<Phase> phases) {
      return run.equals(ofRun) && !run.isEmpty() && phases.contains(phase);
    }
  }
}
