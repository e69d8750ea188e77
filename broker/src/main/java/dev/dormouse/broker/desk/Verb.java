package dev.dormouse.broker.desk;

import java.time.Duration;

/** What somebody asks for at the desk; each with {@code json} when a script asks. */
sealed interface Verb extends Asked {
  /** The page of all that they have and may have. */
  record Page(boolean json) implements Verb {}

  record Why(String session, boolean json) implements Verb {}

  record Keep(String session, Duration span, boolean json) implements Verb {}

  record KeepNoMore(String session, boolean json) implements Verb {}

  record Stop(String session, boolean json) implements Verb {}

  /** With {@code anew}, what it had and has lost is made anew. */
  record Start(String session, boolean anew, boolean json) implements Verb {}

  record Remove(String session, boolean withHome, boolean force, boolean json) implements Verb {}

  record Help() implements Verb {}
}
