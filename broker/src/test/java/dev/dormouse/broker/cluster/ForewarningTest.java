package dev.dormouse.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplate;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a sleep is announced, and how. */
@Tag("D5")
final class ForewarningTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Instant NEVER = Instant.MIN;

  private static boolean due(int secondsLeft, Duration idleAfter, Instant told) {
    return Forewarning.due(NOON, NOON.plusSeconds(secondsLeft), idleAfter, told);
  }

  @Test
  void itIsFiveMinutesAhead() {
    assertThat(due(301, HALF_AN_HOUR, NEVER)).isFalse();
    assertThat(due(300, HALF_AN_HOUR, NEVER)).isTrue();
    assertThat(due(1, HALF_AN_HOUR, NEVER)).isTrue();
    assertThat(due(0, HALF_AN_HOUR, NEVER)).as("too late").isFalse();
  }

  @Test
  void orAQuarterOfAShortIdleTime() {
    assertThat(due(31, Duration.ofMinutes(2), NEVER)).isFalse();
    assertThat(due(30, Duration.ofMinutes(2), NEVER)).isTrue();
  }

  @Test
  void nothingIsPlanned() {
    assertThat(Forewarning.due(NOON, Instant.MAX, HALF_AN_HOUR, NEVER)).isFalse();
  }

  @Test
  void eachSleepIsToldOnce() {
    assertThat(due(200, HALF_AN_HOUR, NOON.plusSeconds(200))).isFalse();
    assertThat(due(200, HALF_AN_HOUR, NOON.plusSeconds(190))).as("nearly the same").isFalse();
    assertThat(due(200, HALF_AN_HOUR, NOON.minusSeconds(1600))).as("another").isTrue();
  }

  private static String line(String lifecycle, String status) {
    var session =
        YAML.unmarshal(
            """
            apiVersion: dormouse.dev/v1alpha1
            kind: Session
            metadata: {name: small, namespace: dormouse-alice}
            spec: {owner: alice, template: debian}
            status: {sleepsAt: "2026-11-21T12:05:00Z", %s}
            """
                .formatted(status),
            Session.class);
    var template =
        YAML.unmarshal(
            """
            apiVersion: dormouse.dev/v1alpha1
            kind: SessionTemplate
            metadata: {name: debian}
            spec: {image: debian, lifecycle: {%s}, idle: {trafficBelow: 1k}}
            """
                .formatted(lifecycle),
            SessionTemplate.class);
    return Forewarning.line(session, template.getSpec(), NOON);
  }

  @Test
  void itSaysWhyAndWhatHelps() {
    assertThat(line("idleAfter: 30m", "why: nothing has happened here since 11:35 UTC"))
        .isEqualTo(
            "dormouse: small goes to sleep in 5 minutes: nothing has happened here since 11:35 UTC."
                + " type anything, or: ssh alice@host keep small 2h");
  }

  @Test
  void whereNothingHelpsNothingIsPromised() {
    var use = "use: {run: r1, since: '2026-11-21T04:05:00Z'}";

    assertThat(line("maxRun: 8h", use)).isEqualTo("dormouse: small goes to sleep in 5 minutes");
    assertThat(line("maxRun: 16h", use)).contains("type anything");
  }
}
