package dev.dormouse.reaper.mind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations as people say them. */
final class Words {
  private Words() {}

  /** 1 hour 30 minutes. */
  static String of(Duration length) {
    List<String> words = new ArrayList<>();
    add(words, length.toHours(), "hour");
    add(words, length.toMinutesPart(), "minute");
    add(words, length.toSecondsPart(), "second");
    return String.join(" ", words);
  }

  private static void add(List<String> words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
