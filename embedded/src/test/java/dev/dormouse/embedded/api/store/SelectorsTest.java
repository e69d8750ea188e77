package dev.dormouse.embedded.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorsTest {
  private static final Kind PODS = Kind.builtIn("v1", "Pod", "pods", "po", Rules.NONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app=web",
        "app==web,tier!=back",
        "tier notin (back)",
        "app in (x, web)",
        "app",
        "!tier",
        "size>2",
        "size<4",
        "dormouse.dev/owner=alice",
        "empty="
      })
  void labelsThatFit(String selector) {
    assertThat(LabelSelector.parse(selector).test(pod())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"app=x", "app!=web", "tier", "!app", "app notin (web)", "size>3", "tier=a"})
  void labelsThatDont(String selector) {
    assertThat(LabelSelector.parse(selector).test(pod())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b c", "app in web", "=x", "a=b=c,"})
  void labelsThatAreNoSelector(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(400));
  }

  @Test
  void fieldsOfThisKindOnly() {
    assertThat(FieldSelector.parse(PODS, "metadata.name=a,spec.nodeName!=x").test(pod())).isTrue();
    assertThat(FieldSelector.parse(PODS, "status.phase==Running").test(pod())).isFalse();
    assertThatThrownBy(() -> FieldSelector.parse(PODS, "spec.foo=a"))
        .hasMessage("field label not supported: spec.foo");
    assertThatThrownBy(() -> FieldSelector.parse(PODS, "foo"))
        .hasMessage("invalid selector: 'foo'; can't understand 'foo'");
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode pod() {
    return Json.literal(
        """
        {"metadata": {"name": "a", "labels":
          {"app": "web", "size": "3", "dormouse.dev/owner": "alice", "empty": ""}}}
        """);
  }
}
