package dev.dormouse.e2e.login.played;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.KeyFile;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.login.Refusals;
import org.junit.jupiter.api.Test;

/** What happens to a login while it waits for its session. */
@InAHouse
final class HeldIT {
  @Test
  void aKeyThatIsTakenOutMeanwhileOpensNothing(House house) throws Exception {
    house.template("slow", Plays.of("slow-pull=6s"));
    var carl = house.user("carl");
    var next = KeyFile.ed25519(house.folder(), "next");
    try (var run = carl.ssh().start("carl-slow", "echo in")) {
      run.hear("its first line", line -> line.startsWith("dormouse: "));
      house
          .ours("SessionUser")
          .merge("carl", "{spec: {publicKeys: ['" + next.line() + "']}}")
          .object();

      var ran = run.ended();

      assertThat(ran.out()).isEmpty();
      Refusals.assertRefused(ran, "DM-DENIED");
    }
    assertThat(carl.ssh().with(next).ssh("carl-slow", "echo in").good()).isEqualTo("in\n");
  }

  @Test
  void whoLeavesAtAnyMomentLeavesNothingBehind(House house) throws Exception {
    house.template("small");
    var dora = house.user("dora");
    dora.awake("small");
    for (int moment = 0; moment < 50; moment++) {
      try (var _ = dora.ssh().start("dora-small", "sleep 60")) {
        Thread.sleep(50 + 8L * moment);
      }
    }

    Eventually.holds(
        "nobody is attached",
        () ->
            house.session("dora", "small").at("/status/attachments").findValues("open").stream()
                .allMatch(open -> open.asInt() == 0));
  }
}
