// breaks metricsImportNoRoomOfOurs
package dev.dormouse.metrics;

import dev.dormouse.broker.net.Number;

public final class Door {
  public static int open() {
    return Number.one();
  }
}
