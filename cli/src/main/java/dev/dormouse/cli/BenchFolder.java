package dev.dormouse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Keys, settings and log of one measurement: a folder that nobody needs afterwards.
 *
 * @param folder that is there for nothing else
 */
record BenchFolder(Path folder) implements AutoCloseable {
  static BenchFolder make() throws IOException {
    return new BenchFolder(Files.createTempDirectory("dormouse-bench"));
  }

  Path log() {
    return folder.resolve("bench.log");
  }

  /** The key by which the broker is known. */
  KeyFile hostKey() throws IOException {
    return KeyFile.kept(folder.resolve("host"));
  }

  /** The key that signs the certificates which pods take. */
  KeyFile userCa() throws IOException {
    return KeyFile.kept(folder.resolve("user-ca"));
  }

  /** The key of whoever logs in. */
  KeyFile key() throws IOException {
    return KeyFile.kept(folder.resolve("key"));
  }

  /** The broker's settings. */
  Path writeBrokerConfig(String namespace, String bundle) throws IOException {
    hostKey();
    userCa();
    return Files.writeString(
        folder.resolve("broker.yaml"),
        """
        listen: 127.0.0.1:0
        operations: 127.0.0.1:0
        id: bench
        namespace: %1$s
        userNamespaces: %1$s-
        hostKeys: [host]
        userCa: user-ca
        drainFor: 0s
        %2$s
        """
            .formatted(namespace, bundle.isEmpty() ? "" : "bundle: " + DemoObjects.quoted(bundle)));
  }

  @Override
  public void close() throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
