package dev.dormouse.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.SessionStatus.Attachment;
import dev.dormouse.crds.SessionStatus.Cost;
import dev.dormouse.crds.SessionStatus.Kept;
import dev.dormouse.crds.SessionStatus.RunningPod;
import dev.dormouse.crds.SessionStatus.Use;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources as the client reads and writes them. */
class JsonTest {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  @Test
  void aStatusComesBackAsItWasWritten() {
    var startup = new Startup(NOON, NOON, NOON, NOON, NOON, NOON, NOON, NOON);
    var status =
        new SessionStatus(
            Phase.AWAKE,
            "awake",
            "k3x9q",
            "ssh-ed25519 AAAA",
            new Kept("small-home", "77aa"),
            new RunningPod("small-k3x9q", "6f0e", "10.1.2.3", "one", Rights.ROOT_INSIDE),
            startup,
            Map.of(
                "broker-b",
                new Attachment(0, NOON, NOON),
                "broker-a",
                new Attachment(2, null, null)),
            NOON,
            "nobody is connected",
            new Use("k3x9q", NOON, NOON, true, true, "1f", NOON, null, true),
            new Cost(60, 3600, NOON),
            List.of("this cluster has no metrics.k8s.io"));

    assertThat(JSON.unmarshal(JSON.asJson(status), SessionStatus.class)).isEqualTo(status);
  }

  @Test
  void whatAStatusDoesNotSayIsNotWritten() {
    assertThat(JSON.asJson(SessionStatus.NEW)).isEqualTo("{}");
    var begun = new Startup(NOON, null, null, null, null, null, null, null);
    assertThat(JSON.asJson(begun)).isEqualTo("{\"admitted\":\"2026-11-21T12:00:00.123456Z\"}");
    assertThat(JSON.asJson(new Attachment(0, NOON, null)))
        .isEqualTo("{\"open\":0,\"since\":\"2026-11-21T12:00:00.123456Z\"}");
  }

  @ParameterizedTest
  @ValueSource(classes = {Flavor.class, Session.class, SessionTemplate.class, SessionUser.class})
  void aFieldOfALaterVersionIsNoTrouble(Class<? extends HasMetadata> kind) {
    var fresh = "later: {than: this}, ";
    var one =
        """
        metadata: {name: a}
        spec:
          {L owner: a, template: b, image: c, overrides: {L env: [{L name: A, value: b}]},
           home: {L}, lifecycle: {L}, access: {L}, policy: {L}, limits: {L},
           resources: {L}, tolerations: [{L key: a}]}
        status: {L attachments: {one: {L open: 1}}, pod: {L node: a}, startup: {L}}
        """
            .replace("L", fresh);

    assertThat(JSON.unmarshal(one, kind).getMetadata().getName()).isEqualTo("a");
  }

  @Test
  void everythingIsAllowedUntilSomethingIsForbidden() {
    assertThat(JSON.unmarshal("{}", SessionUserSpec.class).policy()).isEqualTo(Policy.EVERYTHING);
    assertThat(JSON.unmarshal("{\"image\":\"a\"}", SessionTemplateSpec.class).policy())
        .isEqualTo(Policy.EVERYTHING);
    assertThat(JSON.unmarshal("{\"x11\":false}", Policy.class))
        .isEqualTo(new Policy(true, true, false));
    assertThat(JSON.asJson(Policy.EVERYTHING))
        .isEqualTo("{\"agentForwarding\":true,\"portForwarding\":true,\"x11\":true}");
  }

  @Test
  void whatIsForbiddenOnceStaysForbidden() {
    assertThat(new Policy(true, false, true).and(new Policy(false, true, true)))
        .isEqualTo(new Policy(false, false, true));
  }

  @Test
  void theSmallestTemplateIsWholeWithoutAServersDefaults() {
    var template = JSON.unmarshal("{\"image\":\"debian:13\"}", SessionTemplateSpec.class);

    assertThat(template.lifecycle()).isEqualTo(Lifecycle.STANDARD);
    assertThat(template.loginUser()).isEqualTo("dev");
    assertThat(template.access()).isEqualTo(Access.EVERYONE);
  }

  @Test
  void aLimitOfZeroIsNoMissingLimit() {
    var user = JSON.unmarshal("{\"limits\":{\"sessions\":0}}", SessionUserSpec.class);

    assertThat(user.limits()).isEqualTo(new Limits(0, null));
    assertThat(JSON.asJson(user)).contains("\"limits\":{\"sessions\":0}");
  }

  @Test
  void aUsersStatusTellsOnlyWhatThereIs() {
    assertThat(JSON.asJson(new SessionUserStatus(List.of("SHA256:x"), List.of(), null)))
        .isEqualTo("{\"fingerprints\":[\"SHA256:x\"]}");
  }
}
