package dev.dormouse.broker.desk;

/** What a verb comes to, for a session as it is. */
sealed interface Verdict {
  /**
   * This is to be changed.
   *
   * @param did the word for it, for a script
   * @param sentence what to say once it is done
   */
  record Do(Change change, String did, String sentence) implements Verdict {}

  /** It is so already. */
  record Already(String sentence) implements Verdict {}

  record Refuse(No why) implements Verdict {}
}
