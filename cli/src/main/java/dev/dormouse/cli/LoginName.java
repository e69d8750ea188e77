package dev.dormouse.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names that people log in with. */
final class LoginName {
  private static final int LONGEST = 32;
  private static final String VALID = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private LoginName() {}

  /** The nearest name to the one that somebody has on this machine; "you" when there is none. */
  static String nearest(String account) {
    var words = account.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var begun = words.replaceAll("^[^a-z]+", "");
    var name = begun.substring(0, Math.min(begun.length(), LONGEST)).replaceAll("-+$", "");
    return name.isEmpty() ? "you" : name;
  }

  /** Reads the option's value. */
  static final class Reader implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!value.matches(VALID) || value.length() > LONGEST) {
        throw new TypeConversionException(
            "a name is 1 to 32 lower-case letters, digits and single hyphens, and begins with a"
                + " letter, like alice or anna-lisa");
      }
      return value;
    }
  }
}
