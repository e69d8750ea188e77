package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoObjectsTest {
  @Test
  void aPersonsKeysStandInTheirObjectWhateverIsInTheComment() throws Exception {
    var keys = List.of("ssh-ed25519 AAAA me@\"here\" \\o/", "ssh-rsa BBBB");

    assertThat(DemoObjects.of("anna-lisa", keys, "Anna"))
        .contains("metadata: {name: \"dormouse-anna-lisa\"}\n")
        .contains("metadata: {name: \"anna-lisa\", namespace: dormouse}\n")
        .contains("publicKeys: [\"ssh-ed25519 AAAA me@\\\"here\\\" \\\\o/\", \"ssh-rsa BBBB\"]\n")
        .contains("loginUser: \"Anna\"\n")
        .doesNotContain("{{");
  }

  @Test
  void everyTemplateThatIsGreetedIsThere() throws Exception {
    var yaml = DemoObjects.of("alice", List.of(), "alice");

    assertThat(DemoObjects.TEMPLATES)
        .allMatch(one -> yaml.contains("metadata: {name: %s, namespace: dormouse}".formatted(one)));
  }
}
