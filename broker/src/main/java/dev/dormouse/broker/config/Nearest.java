package dev.dormouse.broker.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The word that somebody probably meant. */
final class Nearest {
  private Nearest() {}

  /** The one that takes the fewest changes of a letter, whatever their case. */
  static String of(String word, List<String> words) {
    return words.stream()
        .min(Comparator.comparingInt(one -> changes(lower(word), lower(one))))
        .orElseThrow();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance, row by row. */
  private static int changes(String from, String to) {
    var above = new int[to.length() + 1];
    for (var column = 0; column < above.length; column++) {
      above[column] = column;
    }
    for (var row = 1; row <= from.length(); row++) {
      var here = new int[above.length];
      here[0] = row;
      for (var column = 1; column < above.length; column++) {
        var same = from.charAt(row - 1) == to.charAt(column - 1);
        here[column] =
            Math.min(
                above[column - 1] + (same ? 0 : 1), 1 + Math.min(above[column], here[column - 1]));
      }
      above = here;
    }
    return above[to.length()];
  }
}
