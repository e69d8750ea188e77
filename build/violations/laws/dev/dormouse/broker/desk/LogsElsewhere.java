// breaks nobodyLogsByJavaUtilLogging
package dev.dormouse.broker.desk;

import java.util.logging.Logger;

final class LogsElsewhere {
  static void log() {
    Logger.getLogger("x").info("x");
  }
}
