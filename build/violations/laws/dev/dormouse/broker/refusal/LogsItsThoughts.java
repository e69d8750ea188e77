// breaks pureRoomsImportNothingButJavaAndCrds
package dev.dormouse.broker.refusal;

import org.slf4j.Logger;

final class LogsItsThoughts {
  static void think(Logger log) {
    log.info("thinking");
  }
}
