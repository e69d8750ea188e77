// breaks embeddedImportsCrdsAlone
package dev.dormouse.embedded;

import dev.dormouse.metrics.Door;

final class ImportsMetrics {
  static int open() {
    return Door.open();
  }
}
