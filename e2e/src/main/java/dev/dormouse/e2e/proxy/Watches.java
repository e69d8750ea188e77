package dev.dormouse.e2e.proxy;

import io.vertx.core.Future;
import io.vertx.httpproxy.ProxyContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The watches that are open, and what keeps their events back. */
final class Watches {
  private final Set<Feed> open = ConcurrentHashMap.newKeySet();
  private final List<Stop> stops = new CopyOnWriteArrayList<>();
  private final List<Spoil> spoils = new CopyOnWriteArrayList<>();

  /** Passes a watch's answer on, event by event, for as long as it is open. */
  Future<Void> relay(ProxyContext context) {
    var feed = new Feed(context, stops, spoils);
    open.add(feed);
    return feed.start().onComplete(_ -> open.remove(feed));
  }

  /** How many of the open watches are meant. */
  int count(Matching matching) {
    return (int) open.stream().filter(feed -> matching.test().test(feed.call())).count();
  }

  /** Cuts the connections of the open watches that are meant. */
  void cut(Matching matching) {
    open.stream().filter(feed -> matching.test().test(feed.call())).forEach(Feed::cut);
  }

  /** Changes what is meant; watches that are open already included. */
  void spoil(Spoil spoil) {
    spoils.add(spoil);
  }

  /** Keeps back what is meant; watches that are open already included. */
  void stop(Stop stop) {
    stops.add(stop);
  }
}
