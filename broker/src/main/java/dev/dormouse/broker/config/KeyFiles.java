package dev.dormouse.broker.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Files of keys among the settings: they are there, can be read, and private ones are private. What
 * is in them is read later.
 */
final class KeyFiles {
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  /** Far more than any key. */
  private static final int LONGEST = 1 << 20;

  private KeyFiles() {}

  static List<Path> atLeastOnePrivate(Given given) throws BadConfig {
    if (given.values().isEmpty()) {
      throw missing(given);
    }
    var files = new ArrayList<Path>();
    for (var value : given.values()) {
      files.add(privateKey(given, given.path(value)));
    }
    return files;
  }

  static Path onePrivate(Given given) throws BadConfig {
    if (given.values().isEmpty()) {
      throw missing(given);
    }
    return privateKey(given, given.path());
  }

  static List<Path> anyPublic(Given given) throws BadConfig {
    var files = new ArrayList<Path>();
    for (var value : given.values()) {
      var file = readable(given, given.path(value));
      if (content(given, file).contains("PRIVATE KEY")) {
        throw given.badFile(file, "which is a private key: give the .pub file of it");
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

  private static Path privateKey(Given given, Path file) throws BadConfig {
    if (!Files.exists(file)) {
      throw given.badFile(file, "which isn't there; make one: " + making(file.toString()));
    }
    readable(given, file);
    try {
      if (isOpen(file)) {
        throw given.badFile(
            file, "which others can read: chmod 600 %s".formatted(quoted(file.toString())));
      }
    } catch (IOException problem) {
      throw given.badFile(file, "which can't be read: " + problem.getMessage());
    }
    if (!content(given, file).contains("PRIVATE KEY-----")) {
      throw given.badFile(
          file,
          "which is no private key; make one elsewhere: "
              + making(file.resolveSibling("new-key").toString()));
    }
    return file;
  }

  /**
   * As OpenSSH looks at it: a file of our own is nobody else's to read. A file that somebody else
   * gave us, like a Secret that a kubelet mounts for a group, is their choice, but not if the whole
   * machine may read it.
   */
  private static boolean isOpen(Path file) throws IOException {
    var view = Files.readAttributes(file, PosixFileAttributes.class);
    var open = EnumSet.copyOf(OF_OTHERS);
    if (!view.owner().getName().equals(System.getProperty("user.name"))) {
      open.remove(PosixFilePermission.GROUP_READ);
    }
    open.retainAll(view.permissions());
    return !open.isEmpty();
  }

  private static String content(Given given, Path file) throws BadConfig {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    } catch (IOException problem) {
      throw given.badFile(file, "which can't be read: " + problem.getMessage());
    }
  }

  private static BadConfig missing(Given given) {
    return new BadConfig(
        "%s is missing: give %s (in the config file, or %s); make a key: %s"
            .formatted(
                given.setting().key(),
                given.setting().bounds(),
                given.setting().variable(),
                making("FILE")));
  }

  private static String making(String file) {
    return "ssh-keygen -q -t ed25519 -N '' -f " + quoted(file);
  }

  /** As a shell wants it. */
  private static String quoted(String path) {
    return path.matches("[\\w@%+=:,./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
