package dev.dormouse.broker.refusal;

import java.util.List;

/**
 * A no, as a person reads it.
 *
 * @param code stable, whatever the words are
 * @param sentence one, in lower case, without the code and without a full stop
 * @param next what to do now, a line each; never empty
 */
public record Refusal(Code code, String sentence, List<String> next) {
  public Refusal {
    next = List.copyOf(next);
    if (next.isEmpty()) {
      throw new IllegalArgumentException("a refusal without a next step: " + sentence);
    }
  }

  public Refusal(Code code, String sentence, String... next) {
    this(code, sentence, List.of(next));
  }

  /** {@code no session or template is called "smal" (DM-UNKNOWN)}. */
  public String headline() {
    return sentence + " (" + code + ")";
  }
}
