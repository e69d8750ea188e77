package dev.dormouse.broker.ssh;

/** What became of dialling a pod. */
public sealed interface Dialled {
  /** Its sshd answered with the right host key, and keys are exchanged. */
  record Connected(Leg leg) implements Dialled {}

  /** Refused, silent, or closed before keys were exchanged: it may be better in a moment. */
  record NotYet(String why) implements Dialled {}

  /** Somebody else answered. */
  record WrongHostKey(String seenFingerprint) implements Dialled {}
}
