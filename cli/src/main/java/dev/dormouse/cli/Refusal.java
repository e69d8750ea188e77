package dev.dormouse.cli;

/** Something was given that can't be: a sentence that names it and what would be right. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final String sentence;

  Refusal(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
