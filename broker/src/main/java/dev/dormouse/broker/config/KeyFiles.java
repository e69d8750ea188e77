package dev.dormouse.broker.config;

import dev.dormouse.broker.login.KeyLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files among the settings: they are there and can be read, and public keys are such. */
final class KeyFiles {
  /** Far more than any key. */
  private static final int LONGEST = 1 << 20;

  private KeyFiles() {}

  static List<Path> anyPublic(Given given) throws BadConfig {
    var files = new ArrayList<Path>();
    for (var value : given.values()) {
      var file = readable(given, given.path(value));
      var content = content(given, file);
      if (content.contains("PRIVATE KEY")) {
        throw given.badFile(file, "which is a private key: give the .pub file of it");
      }
      for (var line : content.lines().toList()) {
        if (KeyLine.read(line) instanceof KeyLine.Broken(var why)) {
          throw given.badFile(file, "in which a line is no public key: " + why);
        }
      }
      files.add(file);
    }
    return files;
  }

  static Path readable(Given given, Path file) throws BadConfig {
    if (!Files.exists(file)) {
      throw given.badFile(file, "which isn't there");
    }
    if (!Files.isRegularFile(file)) {
      throw given.badFile(file, "which is no file");
    }
    if (!Files.isReadable(file)) {
      throw given.badFile(file, "which can't be read: there is no permission");
    }
    return file;
  }

  static String content(Given given, Path file) throws BadConfig {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    } catch (IOException problem) {
      throw given.badFile(file, "which can't be read: " + problem.getMessage());
    }
  }
}
