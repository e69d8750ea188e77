package dev.dormouse.reaper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dormouse.metrics.audit.Destination;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reaper's config, as far as the audit goes. */
class ReaperConfigTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  private ReaperConfig read(String yaml, Map<String, String> environment) throws Exception {
    return ReaperConfig.read(Files.writeString(folder.resolve("reaper.yaml"), yaml), environment);
  }

  @Test
  void theAuditIsOffUntilItIsGivenAndTheEnvironmentWins() throws Exception {
    assertThat(read("id: a", Map.of()).audit()).isEqualTo(new Destination.None());
    assertThat(read("audit: trail", Map.of()).audit())
        .isEqualTo(new Destination.In(folder.resolve("trail")));
    assertThat(read("audit: trail", Map.of("DORMOUSE_AUDIT", "stdout")).audit())
        .isEqualTo(new Destination.Stdout());
  }

  @Test
  void whereNothingCanBeWrittenIsOneSentence() {
    assertThatExceptionOfType(ReaperConfig.Bad.class)
        .isThrownBy(() -> read("audit: .", Map.of()))
        .withMessage("audit names \"%s\", which is a folder".formatted(folder));
    assertThatExceptionOfType(ReaperConfig.Bad.class)
        .isThrownBy(() -> read("audits: .", Map.of()))
        .withMessageEndingWith("id, kubeconfig, namespace, userNamespaces and audit");
  }
}
