package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import org.junit.jupiter.api.Test;

/** A start that no broker is there for. */
@InAHouse
final class GivenUpIT {
  @Test
  void theReaperGivesItUpAndTheAuditTellsIt(House house) throws Exception {
    house.template("small", "{lifecycle: {startWithin: 2s}}");
    house.user("ann");
    var trail = Trail.ofReaper(house, "reaper-a");
    house
        .sessions("ann")
        .create(
            "{apiVersion: dormouse.dev/v1alpha1, kind: Session, metadata: {name: small},"
                + " spec: {owner: ann, template: small, wanted: Awake, run: abc123}}")
        .object();

    var failed = trail.await("failed", one -> one.path("session").asText().equals("small"));

    assertThat(failed.path("user").asText()).isEqualTo("ann");
    assertThat(failed.path("run").asText()).isEqualTo("abc123");
    assertThat(failed.path("why").asText()).isEqualTo("it didn't start within 2 seconds");
    trail.assertAsDocumented();
  }
}
