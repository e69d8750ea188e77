package dev.dormouse.crds.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code dormouse}, the command inside a session: {@code dormouse keep 4h}. */
public final class SessionCommand {
  /** Its name on the PATH. */
  public static final String NAME = "dormouse";

  private SessionCommand() {}

  /** The script, for a POSIX shell. */
  public static String script() {
    try (var script = SessionCommand.class.getResourceAsStream(NAME)) {
      if (script == null) {
        throw new IllegalStateException("the script isn't beside " + SessionCommand.class);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the script of the command in sessions", e);
    }
  }
}
