package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.login.Proof;
import dev.dormouse.broker.refusal.Refusal;
import java.net.SocketAddress;
import java.util.List;

/** Who decides whom the front lets in, and what becomes of them. */
public interface Doorkeeper {
  /**
   * Would this proof open the door for this login name? Asked for a key that is only offered and
   * for one that signed alike, on the event loop: answers at once.
   */
  boolean knows(String login, Proof proof);

  /**
   * What a key of a security key's kind must show. Asked only for keys that {@link #knows} let
   * pass.
   */
  default SkRules skRules(String login, Key key) {
    return SkRules.USUAL;
  }

  /** Somebody came while too many others hadn't logged in yet, and was sent away. */
  default void turnedAway() {}

  /** What to tell someone none of whose keys opens. */
  Refusal noKey(String login, List<String> fingerprints);

  /**
   * A connection is over that no key has opened. Told once, on the event loop.
   *
   * @param offered what doesn't open
   * @param shown what would have, had anybody signed with it
   */
  default void turnedAway(
      String login, List<String> offered, List<String> shown, SocketAddress from) {}

  /**
   * The guest's whole visit, on a virtual thread of its own. Only after a signature was verified;
   * when it returns, the connection is over. Interrupted when a guest leaves while waiting.
   */
  void welcome(Guest guest) throws InterruptedException;
}
