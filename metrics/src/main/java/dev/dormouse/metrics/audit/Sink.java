package dev.dormouse.metrics.audit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines, and nothing is kept back. Only the audit's thread may use it: a pipe that nobody
 * reads holds it up, already when it is opened.
 */
final class Sink implements AutoCloseable {
  /** As logs are: a group may read them. */
  private static final String RIGHTS = "rw-r-----";

  private final Destination to;
  private @Nullable OutputStream out;
  private @Nullable Object opened;
  private boolean torn;

  Sink(Destination to) {
    this.to = to;
  }

  /** One line. After a failure the next one begins a line of its own. */
  void write(String line) throws IOException {
    var whole = (torn ? "\n" : "") + line + "\n";
    torn = true;
    open().write(whole.getBytes(StandardCharsets.UTF_8));
    torn = false;
  }

  private OutputStream open() throws IOException {
    var open = out;
    if (open != null && (!(to instanceof Destination.In(var file)) || isStill(file))) {
      return open;
    }
    close();
    var anew =
        switch (to) {
          case Destination.In(var file) -> append(file);
          case Destination.Stdout _ -> new FileOutputStream(FileDescriptor.out);
          case Destination.None _ -> OutputStream.nullOutputStream();
        };
    out = anew;
    return anew;
  }

  private OutputStream append(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(RIGHTS)));
      torn = false;
    } catch (FileAlreadyExistsException usual) {
      // It is appended to.
    }
    var open = new FileOutputStream(file.toFile(), true);
    opened = identity(file);
    return open;
  }

  /** Whoever rotates logs moves a file away, and expects another one in its place. */
  private boolean isStill(Path file) {
    try {
      return Objects.equals(opened, identity(file));
    } catch (IOException gone) {
      return false;
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  /** Of stdout it stays open: it is everybody's. */
  @Override
  public void close() throws IOException {
    var open = out;
    out = null;
    if (open != null && to instanceof Destination.In) {
      open.close();
    }
  }
}
