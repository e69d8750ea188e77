package dev.dormouse.metrics;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The connections of the operations server, of which there are a few. When there are more, the one
 * goes that has been there longest without a question of its own; if all have one, the one that has
 * been there longest. So neither a scraper that reads a byte a minute nor somebody who only
 * connects keeps others out, and least of all the kubelet that asks whether we live.
 */
final class Guests {
  static final int MOST = 32;

  /** In the order in which they came. Seen by the server's one loop and by whoever closes it. */
  private final Deque<HttpConnection> here = new ArrayDeque<>();

  /** Those of them whose question is being answered. */
  private final Set<HttpConnection> asking = new HashSet<>();

  void welcome(HttpConnection guest) {
    var leaving = admitted(guest);
    guest.closeHandler(_ -> gone(guest));
    for (var one : leaving) {
      var _ = one.close();
    }
  }

  /** A question came in on this connection; until it is answered it is kept rather than others. */
  void ask(HttpServerRequest question) {
    var guest = question.connection();
    asks(guest);
    question.response().endHandler(_ -> answered(guest));
  }

  private synchronized Deque<HttpConnection> admitted(HttpConnection guest) {
    var leaving = new ArrayDeque<HttpConnection>();
    while (here.size() >= MOST) {
      leaving.add(next());
    }
    here.addLast(guest);
    return leaving;
  }

  private HttpConnection next() {
    for (var one : here) {
      if (!asking.contains(one)) {
        here.remove(one);
        return one;
      }
    }
    return here.removeFirst();
  }

  private synchronized void asks(HttpConnection guest) {
    if (here.contains(guest)) {
      asking.add(guest);
    }
  }

  private synchronized void answered(HttpConnection guest) {
    asking.remove(guest);
  }

  private synchronized void gone(HttpConnection guest) {
    here.remove(guest);
    asking.remove(guest);
  }
}
