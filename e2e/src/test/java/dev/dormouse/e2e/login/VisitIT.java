package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.DormouseCommand;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.wire.Api;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code dormouse visit}: what the chart's test runs. */
@InAHouse
@Tag("F1")
final class VisitIT {

  @BeforeAll
  static void moveIn(House house) {
    house.template("small");
    house.template("broken", "{access: {users: [somebody]}}");
    house.user("guest", "{publicKeys: []}");
    house.user("stranger", "{publicKeys: []}");
  }

  @Test
  void logsInOnceAndLeavesNothingBehind(House house) throws Exception {
    var ran = visit(house, "guest", "small");

    assertThat(ran)
        .contains("waking small", "dormouse: a command ran in session small\n")
        .endsWith("dormouse: namespace %s is gone again\nexit 0".formatted(house.of("guest")));
    assertThat(namespace(house, "guest")).isEqualTo(404);
  }

  @Test
  void whatDoesNotGoIsSaidAndTidiedUpAfterAllTheSame(House house) throws Exception {
    var ran = visit(house, "stranger", "broken");

    assertThat(ran)
        .contains("the login came to nothing: ssh ended with exit code 255")
        .endsWith("is gone again\nexit 1");
    assertThat(namespace(house, "stranger")).isEqualTo(404);
  }

  private static int namespace(House house, String user) {
    return Api.of(house.cluster().config())
        .resources("/api/v1/namespaces")
        .get(house.of(user))
        .code();
  }

  private static String visit(House house, String user, String template) throws Exception {
    var words =
        new ArrayList<>(DormouseCommand.of(List.of(), "visit", "--namespace", house.name()));
    words.addAll(List.of("--user", user, "--template", template));
    words.addAll(List.of("--user-namespaces", house.of("")));
    words.addAll(List.of("--host", "127.0.0.1", "--port", "" + house.broker().port()));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", house.cluster().kubeconfig().toString());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said + "exit " + process.exitValue();
  }
}
