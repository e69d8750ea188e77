package dev.dormouse.broker.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import dev.dormouse.broker.login.User;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.SessionUserSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A2")
class FrontDeskTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theBareNameSaysWhatYouHaveAndWhatYouMayHave() throws Exception {
    var said = asked("", false);
    assertThat(said.exit).isZero();
    assertThat(said.err).isEmpty();
    assertThat(said.out)
        .isEqualTo(
            """
            alice, 2 sessions

              small  asleep                         debian  ssh alice-small@host
              work   failed: the image has no home  gpu     ssh alice-work@host

            new from a template:

              debian  a plain one  ssh alice-debian@host
              gpu                  ssh alice-gpu@host
            """);
  }

  @Test
  void aTerminalGetsItsCarriageReturns() throws Exception {
    assertThat(asked("", true).out).isEqualTo(asked("", false).out.replace("\n", "\r\n"));
  }

  @Test
  void aScriptGetsTheSameAsJson() throws Exception {
    var said = asked(" ls  --json ", false);
    assertThat(said.exit).isZero();
    var json = JSON.readTree(said.out);
    assertThat(json.at("/user").asText()).isEqualTo("alice");
    assertThat(json.at("/sessions/0/name").asText()).isEqualTo("small");
    assertThat(json.at("/sessions/0/state").asText()).isEqualTo("asleep");
    assertThat(json.at("/sessions/0/login").asText()).isEqualTo("alice-small");
    assertThat(json.at("/sessions/1/message").asText()).isEqualTo("the image has no home");
    assertThat(json.at("/templates/1/name").asText()).isEqualTo("gpu");
  }

  @Test
  void whatNobodyKnowsIsSaidOnStderrWithWhatIsKnown() throws Exception {
    var said = asked("dance; rm -rf \u001b[31m", false);
    assertThat(said.exit).isEqualTo(2);
    assertThat(said.out).isEmpty();
    assertThat(said.err).startsWith("dormouse: ").contains("ls --json").doesNotContain("\u001b");
  }

  @Test
  void somebodyElsesSessionsAreNotShown() throws Exception {
    assertThat(asked("ls --json", false).out).doesNotContain("bobs");
  }

  private record Said(int exit, String out, String err) {}

  private static Said asked(String command, boolean terminal) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit = new FrontDesk("alice", () -> HOUSE).answer(command, terminal, out, err);
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static final House HOUSE = house();

  private static House house() {
    try {
      return new House(
          Map.of("alice", User.of("alice", JSON.readValue("{}", SessionUserSpec.class))),
          Map.of("debian", template("debian", "a plain one"), "gpu", template("gpu", "")),
          Map.of(),
          Map.of(
              "alice",
              List.of(
                  new Owned("alice", "work", "gpu", Phase.FAILED, false, "the image has no home"),
                  new Owned("alice", "small", "debian", Phase.ASLEEP, false, "")),
              "bob",
              List.of(new Owned("bob", "bobs", "gpu", Phase.AWAKE, true, ""))));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Template template(String name, String description) throws IOException {
    return new Template(
        name,
        JSON.readValue(
            "{\"image\": \"debian:13\", \"description\": \"%s\"}".formatted(description),
            SessionTemplateSpec.class));
  }
}
