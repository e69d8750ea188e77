package dev.dormouse.broker.config;

/** Something in a broker's config can't be: a sentence with key, value and what would be right. */
public final class BadConfig extends Exception {
  private static final long serialVersionUID = 1;

  private final String sentence;

  BadConfig(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
