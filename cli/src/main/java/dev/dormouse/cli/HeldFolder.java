package dev.dormouse.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that a cluster lives in, alone or with a demo around it, held for one process. The
 * hold is the kernel's lock on a file in it: it ends with the process, however that ends.
 */
final class HeldFolder implements AutoCloseable {
  /** What a cluster writes before the first home: certificates, logs, a kubeconfig. */
  private static final long ROOM = 16 << 20;

  private final FileChannel held;

  private HeldFolder(FileChannel held) {
    this.held = held;
  }

  /** Makes the folder when it isn't there; refuses before anything is written. */
  static HeldFolder hold(Path folder) throws IOException, Refusal {
    checked(folder);
    try {
      Files.createDirectories(folder);
      return held(folder);
    } catch (AccessDeniedException denied) {
      throw unusable(folder, "there is no permission to write in it");
    } catch (FileSystemException broken) {
      var reason = broken.getReason();
      throw unusable(folder, reason == null ? "no folder can be made there" : reason);
    }
  }

  private static void checked(Path folder) throws IOException, Refusal {
    var existing = folder;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw unusable(folder, (existing.equals(folder) ? "it" : existing) + " is a file");
    }
    var disk = Files.getFileStore(existing);
    if (disk.getTotalSpace() > 0 && disk.getUsableSpace() < ROOM) {
      throw unusable(
          folder,
          "its disk is full (%d MB left, %d MB needed)"
              .formatted(disk.getUsableSpace() >> 20, ROOM >> 20));
    }
  }

  private static HeldFolder held(Path folder) throws IOException, Refusal {
    var file = folder.resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return new HeldFolder(channel);
      }
    } catch (OverlappingFileLockException ourselves) {
      // Another cluster of this very process: taken all the same.
    }
    channel.close();
    var owner = Files.readString(file).strip();
    throw unusable(folder, "another cluster runs in it (process %s)".formatted(owner));
  }

  private static Refusal unusable(Path folder, Object why) {
    return new Refusal(
        "the folder \"%s\" can't be used: %s; name another with --dir".formatted(folder, why));
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
