package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.refusal.Code;

/** What the verbs ask of the cluster: a session as it is now, and one change of it. */
public interface Register {

  /** Asks the cluster itself: what watches have told may be a moment old. */
  Read read(String owner, String session) throws InterruptedException;

  /** Changes it, unless it isn't any more what was read. */
  Written write(Read.Found read, Change change) throws InterruptedException;

  /**
   * What a session that doesn't run had and has lost is remembered no longer, so that its next
   * start makes it anew. Nothing that is there is touched.
   */
  Renewed renew(String owner, String session) throws InterruptedException;

  /** What came of that. */
  sealed interface Renewed {
    /** Nothing that it remembers is lost, any more. */
    record Done() implements Renewed {}

    /** Somebody else was quicker: ask again. */
    record Overtaken() implements Renewed {}

    record Refused(Code code, String why) implements Renewed {}

    record Away(String why) implements Renewed {}
  }

  /** What came of asking. */
  sealed interface Read {
    /**
     * There it is.
     *
     * @param version its resourceVersion: a change names it, so that nobody's is overwritten
     */
    record Found(Owned session, String uid, String version) implements Read {}

    record Absent() implements Read {}

    record Refused(Code code, String why) implements Read {}

    record Away(String why) implements Read {}
  }

  /** What came of a change. */
  sealed interface Written {
    /** Done; and the session as it is since. */
    record Done(Owned now) implements Written {}

    /** Somebody else was quicker: read again. */
    record Overtaken() implements Written {}

    record Refused(Code code, String why) implements Written {}

    record Away(String why) implements Written {}
  }
}
