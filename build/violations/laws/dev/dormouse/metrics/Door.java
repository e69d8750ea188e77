// breaks metricsImportNoRoomOfOurs
package dev.dormouse.metrics;

import dev.dormouse.broker.net.Count;

public final class Door {
  public static int open() {
    return Count.one();
  }
}
