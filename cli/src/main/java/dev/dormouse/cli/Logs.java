package dev.dormouse.cli;

import java.nio.file.Path;

/** Where the rooms' logs go; to be said before the first line is written. */
final class Logs {
  private Logs() {}

  /** The terminal is for the person. */
  static void to(Path file) {
    System.setProperty("org.slf4j.simpleLogger.logFile", file.toString());
  }
}
