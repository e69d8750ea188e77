package dev.dormouse.metrics.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An event as one line of JSON. The texts are anybody's: whatever could end a line, or do something
 * to a terminal that shows it, is written as {@code \}{@code uXXXX}.
 */
final class Line {
  static final int VERSION = 1;

  private final StringBuilder json = new StringBuilder("{");

  private Line() {}

  /**
   * Without the end of the line.
   *
   * @param instance of which component
   */
  static String of(Entry entry, Instant time, String component, String instance) {
    var line = new Line();
    line.field(Field.V, VERSION);
    line.field(Field.TIME, time.truncatedTo(ChronoUnit.MILLIS).toString());
    line.field(Field.EVENT, entry.event().key());
    line.field(Field.COMPONENT, component);
    line.field(Field.INSTANCE, instance);
    for (Map.Entry<Field, Object> fact : entry.facts().entrySet()) {
      line.field(fact.getKey(), fact.getValue());
    }
    return line.json.append('}').toString();
  }

  private void field(Field field, Object fact) {
    json.append(json.length() > 1 ? "," : "");
    text(field.key());
    json.append(':');
    value(fact);
  }

  private void value(Object fact) {
    switch (fact) {
      case Number number -> json.append(number);
      case List<?> several -> {
        json.append('[');
        for (int at = 0; at < several.size(); at++) {
          json.append(at > 0 ? "," : "");
          text(String.valueOf(several.get(at)));
        }
        json.append(']');
      }
      default -> text(fact.toString());
    }
  }

  private void text(String text) {
    json.append('"');
    text.codePoints().forEach(this::codePoint);
    json.append('"');
  }

  private void codePoint(int one) {
    if (one == '"' || one == '\\') {
      json.append('\\').append((char) one);
    } else if (isPlain(one)) {
      json.appendCodePoint(one);
    } else {
      for (char half : Character.toChars(one)) {
        json.append("\\u");
        json.append(HexFormat.of().toHexDigits(half));
      }
    }
  }

  private static boolean isPlain(int one) {
    return switch (Character.getType(one)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
