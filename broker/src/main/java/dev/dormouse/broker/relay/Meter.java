package dev.dormouse.broker.relay;

/** Is told of what goes by, how many bytes it has, and of what has to wait. On the event loop. */
public interface Meter {
  /** From the client. */
  void up(int bytes);

  /** To the client. */
  void down(int bytes);

  /** The client isn't read any more until the pod takes what there is, or is read again. */
  void pausedUp(boolean now);

  /** The same of the pod, until the client does. */
  void pausedDown(boolean now);
}
