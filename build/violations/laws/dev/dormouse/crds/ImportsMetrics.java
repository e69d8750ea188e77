// breaks crdsImportNoRoomOfOurs
package dev.dormouse.crds;

import dev.dormouse.metrics.Door;

final class ImportsMetrics {
  static int open() {
    return Door.open();
  }
}
