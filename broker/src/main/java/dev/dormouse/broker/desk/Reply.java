package dev.dormouse.broker.desk;

import java.util.regex.Pattern;

/**
 * What is written back, and the exit code: a no goes to stderr.
 *
 * @param text whole lines, in which nothing does anything to a terminal
 */
public record Reply(int exit, String text) {
  private static final int DONE = 0;
  private static final String UNDER = "          ";
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\u2028\\u2029&&[^\\n]]");

  public Reply {
    text = HARMFUL.matcher(text).replaceAll("?");
  }

  static Reply done(String text) {
    return new Reply(DONE, text);
  }

  static Reply no(No why) {
    var text = new StringBuilder("dormouse: " + why.headline() + "\n");
    why.next().forEach(line -> text.append(UNDER).append(line).append('\n'));
    return new Reply(why.exit(), text.toString());
  }

  /** The same with more under it. */
  Reply and(String more) {
    return new Reply(exit, text + more);
  }

  boolean good() {
    return exit == DONE;
  }
}
