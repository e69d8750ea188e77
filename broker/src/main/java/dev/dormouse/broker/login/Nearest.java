package dev.dormouse.broker.login;

import java.util.List;
import java.util.Optional;

/** What somebody may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The name that takes the fewest slips to become the text, the first of equals; if any is near.
   */
  public static Optional<String> to(String text, List<String> names) {
    Optional<String> nearest = Optional.empty();
    int fewest = Integer.MAX_VALUE;
    for (String name : names) {
      int slips = slips(text, name);
      if (slips < fewest && slips <= tolerable(name)) {
        nearest = Optional.of(name);
        fewest = slips;
      }
    }
    return nearest;
  }

  /** One in three letters, so that {@code a} is never taken for {@code b}. */
  private static int tolerable(String name) {
    return Math.max(name.length() / 3, name.length() > 1 ? 1 : 0);
  }

  /** Letters left out, added, exchanged or swapped with their neighbour. */
  static int slips(String from, String to) {
    var before = new int[to.length() + 1];
    var last = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      var now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int exchanged = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(exchanged, Math.min(last[j], now[j - 1]) + 1);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = now;
    }
    return last[to.length()];
  }
}
