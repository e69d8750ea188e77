// breaks vertxAndNettyStayOnTheDataPath
package dev.dormouse.broker.desk;

import io.vertx.core.Vertx;

final class OpensASocket {
  static Vertx vertx() {
    return Vertx.vertx();
  }
}
