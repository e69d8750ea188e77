// breaks nobodyHandsALoopsWorkToAPoolOfWorkers
package dev.dormouse.broker.net;

import io.vertx.core.Vertx;

final class BlocksAWorker {
  static void ask(Vertx vertx) {
    vertx.executeBlocking(() -> "x");
  }
}
