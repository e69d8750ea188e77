package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules, as Prometheus' own tool reads them, and as it finds them to fire and not to. */
final class RulesIT {

  @BeforeAll
  static void tools() {
    Tool.needs("promtool");
  }

  @Test
  void promtoolFindsNothingToMend() throws IOException, InterruptedException {
    var words = Tool.promtool("check", "rules", "--lint-fatal", Dashboards.RULES.toString());

    assertThat(words).contains("SUCCESS");
  }

  @Test
  void eachAlertFiresWhenItShouldAndIsSilentElse() throws IOException, InterruptedException {
    var tests = Dashboards.FOLDER.resolve("rules.test.yaml").toString();

    assertThat(Tool.promtool("test", "rules", tests)).contains("SUCCESS");
  }
}
