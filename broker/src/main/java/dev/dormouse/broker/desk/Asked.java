package dev.dormouse.broker.desk;

/** What was made of a command. */
sealed interface Asked permits Verb, Asked.NoVerb, Asked.Misread {
  /**
   * It begins with nothing that the desk knows.
   *
   * @param word an attacker's, as it came: looked at, never printed
   */
  record NoVerb(String word) implements Asked {}

  /** A verb, and something is wrong with what is behind it. */
  record Misread(No why) implements Asked {}
}
