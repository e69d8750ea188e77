package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonsKeysTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHr2Nhb5zLNpce/0ONjD9rkETDZlL9McpMIB+NBb5Gcv me@here";

  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void onlyLinesThatAreKeysCount() {
    var text =
        """
        # a comment
        The agent has no identities.
        ssh-dss AAAAB3NzaC1kc3MAAACBAOld old@here
        ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAx me@here
        %s
        sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t token
        """
            .formatted(KEY);

    assertThat(PersonsKeys.keys(text))
        .containsExactly(
            KEY, "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t token");
  }

  @Test
  void aKeyCanBeGivenByEitherOfItsFiles() throws Exception {
    Files.writeString(folder.resolve("id"), "-----BEGIN OPENSSH PRIVATE KEY-----\n");
    Files.writeString(folder.resolve("id.pub"), KEY + "\n");

    assertThat(PersonsKeys.in(folder.resolve("id"))).containsExactly(KEY);
    assertThat(PersonsKeys.in(folder.resolve("id.pub"))).containsExactly(KEY);
  }

  @Test
  void aFileWithoutAKeyIsRefused() throws Exception {
    var file = Files.writeString(folder.resolve("id"), "nothing\n");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> PersonsKeys.in(file))
        .withMessage(
            "--key is \"%s\": it has no public key; give a .pub file (ssh-keygen -t ed25519 makes"
                + " one)",
            file);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> PersonsKeys.in(folder.resolve("none")))
        .withMessageContaining("it isn't there");
  }
}
