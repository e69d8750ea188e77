package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator allows, and takes back. */
@InAHouse
final class RightsIT {

  @BeforeAll
  static void moveIn(House house) {
    house.template("small");
    house.template("work");
    house.template("search", "{access: {groups: [search]}}");
  }

  @Test
  void whoIsSuspendedIsRefusedAndTheirOpenConnectionsEnd(House house) throws Exception {
    var eve = house.user("eve");
    try (var open = eve.ssh().startOpen("eve-small", "echo up; cat")) {
      open.see("up");
      house.ours("SessionUser").merge("eve", "{spec: {suspended: true}}").object();
      var patched = Instant.now();
      var ended = open.ended();

      assertThat(Instant.now()).isBefore(patched.plusSeconds(10));
      assertThat(ended.exit()).isEqualTo(255);
      assertThat(ended.err()).contains("DM-SUSPENDED");
    }
    Refusals.assertRefused(eve.ssh().ssh("eve-small", "true"), "DM-SUSPENDED");
    Refusals.assertRefused(eve.ssh().ssh("eve", "ls"), "DM-SUSPENDED");

    house.ours("SessionUser").merge("eve", "{spec: {suspended: false}}").object();
    Thread.sleep(2000);
    assertThat(eve.ssh().ssh("eve-small", "echo back").good()).isEqualTo("back\n");
  }

  @Test
  void groupsOpenTemplates(House house) throws Exception {
    var gus = house.user("gus", "{groups: [search]}");
    var hal = house.user("hal");

    assertThat(gus.ssh().ssh("gus-search", "echo in").good()).isEqualTo("in\n");
    Refusals.assertRefused(hal.ssh().ssh("hal-search", "true"), "DM-DENIED");
    assertThat(hal.ssh().ssh("hal", "ls", "--json").good()).doesNotContain("hal-search");
  }

  @Test
  void oneSessionMoreThanAllowedIsRefusedByName(House house) throws Exception {
    var ivy = house.user("ivy", "{limits: {sessions: 1}}");
    ivy.awake("small");

    var ran = ivy.ssh().ssh("ivy-work", "true");

    Refusals.assertRefused(ran, "DM-LIMIT");
    assertThat(ran.err()).contains("1 of 1", "small");
  }

  @Test
  void oneMoreAwakeThanAllowedIsRefusedUntilOneSleeps(House house) throws Exception {
    var joe = house.user("joe", "{limits: {awake: 1}}");
    joe.awake("small");
    Refusals.assertRefused(joe.ssh().ssh("joe-work", "true"), "DM-LIMIT");

    joe.asleep("small");
    Thread.sleep(2000);
    assertThat(joe.ssh().ssh("joe-work", "echo in").good()).isEqualTo("in\n");
  }
}
