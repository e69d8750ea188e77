// breaks nobodyHandsALoopsWorkToAPoolOfWorkers
package dev.dormouse.broker.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

final class BlocksAWorker {
  static Future<String> ask(Vertx vertx) {
    return vertx.executeBlocking(() -> "x");
  }
}
