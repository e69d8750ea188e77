package dev.dormouse.broker.login;

/** How a session is, as people say it. */
public enum State {
  ASLEEP("asleep"),
  WAKING("waking"),
  AWAKE("awake"),
  FALLING_ASLEEP("falling asleep"),
  FAILED("failed"),
  LEAVING("being removed");

  private final String words;

  State(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
