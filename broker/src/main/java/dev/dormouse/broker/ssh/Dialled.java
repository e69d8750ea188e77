package dev.dormouse.broker.ssh;

/** What became of dialling a pod. */
public sealed interface Dialled {
  /** Its sshd answered with the right host key, and keys are exchanged. */
  record Connected(Leg leg) implements Dialled {}

  /**
   * Refused, silent, or closed before keys were exchanged: it may be better in a moment.
   *
   * @param why for the person who waits
   * @param seen for the log: with addresses, as the machine tells it
   */
  record NotYet(String why, String seen) implements Dialled {}

  /** Nobody was dialled: what it should have shown is no host key. */
  record NoPin(String pinned) implements Dialled {}

  /** Somebody else answered. */
  record WrongHostKey(String seenFingerprint) implements Dialled {}
}
