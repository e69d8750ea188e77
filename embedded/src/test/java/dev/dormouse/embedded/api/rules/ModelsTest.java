package dev.dormouse.embedded.api.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Rules;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import org.junit.jupiter.api.Test;

class ModelsTest {
  private static final Kind PODS = Kind.builtIn("v1", "Pod", "pods", "po", Rules.NONE);

  @Test
  void findsFieldsThatNoModelHas() {
    var draft =
        shaped(
            """
            {"metadata": {"name": "a", "labels": null, "zz": 1}, "spec": {"foo": {"a": [1]},
             "containers": [{"name": "c"}, {"name": "d", "env": [{"name": "A", "zz": 1}]}]}}
            """);
    assertThat(draft.unknown())
        .containsExactlyInAnyOrder("metadata.zz", "spec.foo", "spec.containers[1].env[0].zz");
    assertThat(draft.object())
        .isEqualTo(
            Json.literal(
                """
                {"metadata": {"name": "a"}, "spec":
                 {"containers": [{"name": "c"}, {"name": "d", "env": [{"name": "A"}]}]}}
                """));
  }

  @Test
  void keepsQuantitiesPortsAndEmptyObjectsAsTheyAre() {
    var text =
        """
        {"spec": {"volumes": [{"name": "v", "emptyDir": {}}], "containers": [{"name": "c",
         "resources": {"limits": {"cpu": "100m", "memory": 5}},
         "readinessProbe": {"tcpSocket": {"port": "ssh"}, "httpGet": {"port": 80}}}]}}
        """;
    var draft = shaped(text);
    assertThat(draft.unknown()).isEmpty();
    assertThat(draft.object()).isEqualTo(Json.literal(text));
  }

  @Test
  void refusesTheWrongType() {
    assertThatThrownBy(() -> shaped("{\"spec\": {\"containers\": [{\"env\": [{\"value\": 1}]}]}}"))
        .hasMessage(
            "Pod in version \"v1\" cannot be handled as a Pod: json: cannot unmarshal the value of"
                + " field spec.containers[0].env[0].value");
  }

  @Test
  void takesTheTimesOfALease() {
    var text = "{\"spec\": {\"renewTime\": \"2026-11-21T12:00:00.000001Z\"}}";
    var draft = new Draft(PODS, Json.object(), Json.literal(text));
    Models.shape(Lease.class, draft);

    assertThat(draft.unknown()).isEmpty();
    assertThat(draft.object()).isEqualTo(Json.literal(text));
  }

  private static Draft shaped(String pod) {
    var draft = new Draft(PODS, Json.object(), Json.literal(pod));
    Models.shape(Pod.class, draft);
    return draft;
  }
}
