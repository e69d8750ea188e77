package dev.dormouse.cli.bench;

/** Nothing can be measured here: a sentence that says why, and what would help. */
public final class Unfit extends Exception {
  private static final long serialVersionUID = 1;

  private final String sentence;

  Unfit(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
