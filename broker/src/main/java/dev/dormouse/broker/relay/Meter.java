package dev.dormouse.broker.relay;

/** Is told of each message that goes by, how many bytes it has. On the event loop. */
public interface Meter {
  /** From the client. */
  void up(int bytes);

  /** To the client. */
  void down(int bytes);
}
