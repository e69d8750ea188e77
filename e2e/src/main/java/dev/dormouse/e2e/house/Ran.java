package dev.dormouse.e2e.house;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command that has ended.
 *
 * @param exit its exit code; 128 and a signal's number when that ended it
 * @param out what it printed, byte by byte
 * @param said what it said on stderr
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
public record Ran(int exit, byte[] out, List<Said> said) {

  /** What it printed, as text. */
  public String text() {
    return new String(out, StandardCharsets.UTF_8);
  }

  /** What it said on stderr, as text. */
  public String err() {
    return said.stream().map(one -> one.line() + "\n").collect(Collectors.joining());
  }

  /** What it printed, when it ended well; else the test fails with what it said. */
  public String good() {
    if (exit != 0) {
      throw new AssertionError("exit code " + exit + "; it printed " + text() + "; said " + err());
    }
    return text();
  }

  @Override
  public String toString() {
    var shown = text();
    return "exit %d, printed \"%s\", said \"%s\""
        .formatted(exit, shown.length() > 500 ? shown.length() + " letters" : shown, err());
  }
}
