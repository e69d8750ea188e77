package dev.dormouse.broker.relay;

/** What somebody asked for in a connection, which may be refused yet. */
public sealed interface Asked {
  /**
   * Somebody's words, as they came.
   *
   * @param whole how many bytes there were, if it is cut short; else 0
   */
  record Said(String text, long whole) {
    static final Said NOTHING = new Said("", 0);
  }

  record Shell() implements Asked {}

  record Command(Said line) implements Asked {}

  record Subsystem(Said name) implements Asked {}

  /**
   * A channel, by whichever side its kind is opened.
   *
   * @param target where it shall lead, {@code host:port} or a path; nothing for kinds without one
   */
  record Channel(ChannelKind kind, Said target) implements Asked {}

  /**
   * That the session listens, and forwards who comes there.
   *
   * @param kind {@code tcpip-forward}, {@code streamlocal-forward}
   */
  record Listening(String kind, Said target) implements Asked {}
}
