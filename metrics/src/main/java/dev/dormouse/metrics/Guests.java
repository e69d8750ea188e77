package dev.dormouse.metrics;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The connections of the operations server, of which there are a few. When there are more, the one
 * that has been there longest goes: a scraper that reads a byte a minute keeps nobody else out, and
 * least of all the kubelet that asks whether we live.
 */
final class Guests {
  static final int MOST = 32;

  /** In the order in which they came. Seen by the server's one loop and by whoever closes it. */
  private final Deque<HttpConnection> here = new ArrayDeque<>();

  void welcome(HttpConnection guest) {
    var leaving = admitted(guest);
    guest.closeHandler(_ -> gone(guest));
    for (var one : leaving) {
      var _ = one.close();
    }
  }

  private synchronized Deque<HttpConnection> admitted(HttpConnection guest) {
    here.addLast(guest);
    var leaving = new ArrayDeque<HttpConnection>();
    while (here.size() > MOST) {
      leaving.add(here.removeFirst());
    }
    return leaving;
  }

  private synchronized void gone(HttpConnection guest) {
    here.remove(guest);
  }
}
