package dev.dormouse.metrics.audit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the audit goes: one setting of broker and reaper. */
public sealed interface Destination {
  /** What can be given, in words. */
  String BOUNDS = "none, stdout, or a file: made when it isn't there, appended to when it is";

  /** Nowhere. */
  record None() implements Destination {
    @Override
    public String text() {
      return "none";
    }
  }

  /** To stdout, which nothing else is written to then. */
  record Stdout() implements Destination {
    @Override
    public String text() {
      return "stdout";
    }
  }

  /** To the end of this file, or into this pipe. */
  record In(Path file) implements Destination {
    @Override
    public String text() {
      return file.toString();
    }

    @Override
    public String problem() {
      if (Files.isDirectory(file)) {
        return "which is a folder";
      }
      if (Files.exists(file)) {
        return Files.isWritable(file) ? "" : "which can't be written: there is no permission";
      }
      var folder = file.toAbsolutePath().resolveSibling("");
      if (!Files.isDirectory(folder)) {
        return "which can't be made: there is no folder " + folder;
      }
      return Files.isWritable(folder) ? "" : "which can't be made: there is no permission";
    }
  }

  /** As a setting has it. */
  String text();

  /** Why nothing can be written there, to go on after its name; empty when that isn't known. */
  default String problem() {
    return "";
  }

  /**
   * What a setting says.
   *
   * @param folder what a relative path is relative to
   */
  static Destination of(String text, Path folder) {
    return switch (text) {
      case "none" -> new None();
      case "stdout" -> new Stdout();
      default -> new In(folder.resolve(text).toAbsolutePath().normalize());
    };
  }
}
