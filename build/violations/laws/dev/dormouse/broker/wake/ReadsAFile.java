// breaks pureRoomsTouchNoFileAndNoSocket
package dev.dormouse.broker.wake;

import java.nio.file.Files;
import java.nio.file.Path;

final class ReadsAFile {
  static boolean there(Path file) {
    return Files.exists(file);
  }
}
