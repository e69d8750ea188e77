package dev.dormouse.broker.cluster;

/** What came of one call to the API server, its retries included. */
sealed interface Outcome<T> {

  record Got<T>(T value) implements Outcome<T> {}

  /** It changed since it was read, or it is there already. */
  record Conflict<T>() implements Outcome<T> {}

  record Absent<T>(String message) implements Outcome<T> {}

  /** A no that won't become a yes. */
  record No<T>(int status, String message) implements Outcome<T> {}

  record Away<T>(String why) implements Outcome<T> {}
}
