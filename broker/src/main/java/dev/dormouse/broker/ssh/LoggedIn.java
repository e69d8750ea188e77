package dev.dormouse.broker.ssh;

/** What a pod's sshd said to a login. */
public sealed interface LoggedIn {
  record Yes() implements LoggedIn {}

  record Denied(String why) implements LoggedIn {}

  /** The connection ended before it said anything. */
  record Lost(String why) implements LoggedIn {}
}
