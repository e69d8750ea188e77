package dev.dormouse.crds;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One session that somebody wrote nonsense into must not keep all others from being read. */
class LenientTimeTest {
  private static Session read(String keepUntil) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            {"apiVersion": "dormouse.dev/v1alpha1", "kind": "Session", "metadata": {"name": "small"},
             "spec": {"owner": "alice", "template": "small", "keepUntil": %1$s},
             "status": {"sleepsAt": %1$s, "use": {"run": "r", "since": %1$s, "lastUsed": %1$s},
                        "attachments": {"a": {"open": 1, "since": %1$s}}, "cost": {"countedTo": %1$s}}}
            """
                .formatted(keepUntil),
            Session.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tomorrow\"",
        "\"\"",
        "\"2026-11-22T00:00:00+99:00\"",
        "\"+1000000000-12-31T23:59:59.999999999Z\"",
        "\"-1000000000-01-01T00:00:00Z\"",
        "\"2026-11-22\"",
        "17",
        "true",
        "{\"at\": [1, 2]}",
        "[\"2026-11-22T00:00:00Z\"]"
      })
  void whatIsNoTimeCountsAsNotGiven(String nonsense) {
    var session = read(nonsense);

    assertThat(session.getSpec().owner()).isEqualTo("alice");
    assertThat(session.getSpec().keepUntil()).isNull();
    assertThat(session.getStatus().sleepsAt()).isNull();
    assertThat(requireNonNull(session.getStatus().use()).lastUsed()).isNull();
    var attachment = requireNonNull(session.getStatus().attachments().get("a"));
    assertThat(attachment.open()).isEqualTo(1);
    assertThat(attachment.since()).isNull();
    assertThat(requireNonNull(session.getStatus().cost()).countedTo()).isNull();
  }

  @Test
  void aTimeIsReadWithWhateverOffset() {
    assertThat(read("\"2026-11-22T01:30:00.5+01:30\"").getSpec().keepUntil())
        .isEqualTo(Instant.parse("2026-11-22T00:00:00.5Z"));
    assertThat(read("\"9999-12-31T00:00:00Z\"").getSpec().keepUntil())
        .isEqualTo(Instant.parse("9999-12-31T00:00:00Z"));
  }
}
