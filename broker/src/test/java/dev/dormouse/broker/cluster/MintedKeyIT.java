package dev.dormouse.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSH reads the host keys that we mint. */
final class MintedKeyIT {
  @TempDir Path dir;

  @Test
  @Tag("A12")
  void opensshReadsItAndFindsTheSamePublicHalf() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "OpenSSH's tools are here");
    MintedKey key = MintedKey.mint();
    Path file =
        Files.createFile(
            dir.resolve("key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, key.privateKey());

    Process keygen =
        new ProcessBuilder("/usr/bin/ssh-keygen", "-y", "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said.strip()).isEqualTo(key.publicKey());
    assertThat(keygen.waitFor()).isZero();
  }
}
