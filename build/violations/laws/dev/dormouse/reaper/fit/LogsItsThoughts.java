// breaks pureRoomsImportNothingButJavaAndCrds
package dev.dormouse.reaper.fit;

import org.slf4j.Logger;

final class LogsItsThoughts {
  static void think(Logger log) {
    log.info("thinking");
  }
}
