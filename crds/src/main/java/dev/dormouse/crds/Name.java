package dev.dormouse.crds;

import java.util.regex.Pattern;

/**
 * The names of users, sessions, templates, flavors and groups: what a login name is made of.
 *
 * <p>None holds two hyphens in a row or ends with one, so that {@code alice-small} can be read and
 * {@code alice--small} stays free for the objects of a user in a shared namespace.
 */
public final class Name {
  public static final int LONGEST = 32;
  static final String PATTERN = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
  static final String RULE = "self.matches('" + PATTERN + "')";

  /** The same for the name of the object itself, told by the rule that stands on the whole. */
  static final String OF_OBJECT =
      "self.metadata.name.size() <= 32 && self.metadata.name.matches('" + PATTERN + "')";

  static final String SENTENCE =
      "a name is 1 to 32 lower-case letters, digits and single hyphens, and begins with a letter,"
          + " like small or gpu-2";

  private static final Pattern SHAPE = Pattern.compile(PATTERN);

  private Name() {}

  /** Whether a user, session, template, flavor or group can be called this. */
  public static boolean isOne(String text) {
    return text.length() <= LONGEST && SHAPE.matcher(text).matches();
  }
}
