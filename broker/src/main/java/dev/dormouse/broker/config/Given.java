package dev.dormouse.broker.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What was given for one setting, as text.
 *
 * @param setting which one
 * @param name what the giver called it: a key of the file, a variable
 * @param place where it stands, for a message: {@code , line 3 of broker.yaml}; "" says the name
 * @param folder what relative paths in it are relative to
 * @param values none when it is left out
 */
record Given(Setting setting, String name, String place, Path folder, List<String> values) {
  Given {
    values = List.copyOf(values);
  }

  /** The one value, or else the default. */
  String text() {
    return values.isEmpty() ? setting.standard() : values.getFirst();
  }

  Path path() {
    return path(text());
  }

  Path path(String value) {
    return folder.resolve(value).toAbsolutePath().normalize();
  }

  BadConfig bad() {
    return bad("give " + setting.bounds());
  }

  BadConfig bad(String why) {
    return bad(text(), why);
  }

  /** About one of its values. */
  BadConfig bad(String value, String why) {
    return new BadConfig("%s is \"%s\"%s: %s".formatted(name, value, place, why));
  }

  /** About a file that it names. */
  BadConfig badFile(Path file, String why) {
    return new BadConfig("%s names \"%s\"%s, %s".formatted(name, file, place, why));
  }
}
