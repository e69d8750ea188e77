package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Proof.ByKey;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Limits;
import dev.dormouse.crds.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final List<Owned> THREE =
      List.of(
          Houses.awake("alice", "work", "small"),
          Houses.awake("alice", "gpu", "small"),
          Houses.asleep("alice", "api", "small"));

  @Test
  void oneSessionMoreThanTheLimitIsRefusedByName() {
    assertThat(said(new Limits(3, null), "alice-small"))
        .isEqualTo(
            """
            you already have 3 of 3 sessions: api, gpu, work (DM-LIMIT)
            use one of them, like ssh alice-api@host, or ask your administrator to raise your limit
            """);
    assertThat(said(new Limits(4, null), "alice-small")).isEqualTo("in, new");
  }

  @Test
  void oneMoreAwakeThanTheLimitIsRefusedByName() {
    assertThat(said(new Limits(null, 2), "alice-api"))
        .isEqualTo(
            """
            you already have 2 of 2 sessions awake: gpu, work (DM-LIMIT)
            put one to sleep, like ssh alice@host stop gpu, or ask your administrator to raise your limit
            """);
    assertThat(said(new Limits(null, 2), "alice-small")).contains("2 of 2 sessions awake");
    assertThat(said(new Limits(null, 3), "alice-api")).isEqualTo("in");
    assertThat(said(new Limits(null, 3), "alice-small")).isEqualTo("in, new");
  }

  @Test
  void whatIsAwakeAlreadyCanBeJoinedAtAnyLimit() {
    assertThat(said(new Limits(0, 0), "alice-work")).isEqualTo("in");
    assertThat(said(new Limits(3, 2), "alice-gpu")).isEqualTo("in");
  }

  @Test
  void aSleepingOneNeedsNoRoomAmongTheSessions() {
    assertThat(said(new Limits(3, null), "alice-api")).isEqualTo("in");
    assertThat(said(new Limits(1, null), "alice-api")).isEqualTo("in");
  }

  @Test
  void aLimitThatWasLoweredSaysBothNumbers() {
    assertThat(said(new Limits(1, null), "alice-small"))
        .startsWith("you have 3 sessions, and your limit is 1: api, gpu, work (DM-LIMIT)\n");
  }

  @Test
  void aLimitOfNoneIsALimit() {
    assertThat(said(List.of(), new Limits(0, null), "alice-small"))
        .isEqualTo(
            """
            you may have no sessions (DM-LIMIT)
            ask your administrator to raise your limit
            """);
    assertThat(said(List.of(), new Limits(null, 0), "alice-small"))
        .startsWith("you may have no sessions awake (DM-LIMIT)\n");
  }

  @Test
  void whatIsWantedAwakeCountsBeforeItIs() {
    var waking = List.of(new Owned("alice", "work", "small", Phase.ASLEEP, true, ""));

    assertThat(said(waking, new Limits(null, 1), "alice-small"))
        .startsWith("you already have 1 of 1 sessions awake: work");
    assertThat(said(waking, new Limits(null, 1), "alice-work")).isEqualTo("in");
  }

  @Test
  void whatHasFailedIsNotAwakeAndNobodyIsSentThere() {
    var sessions =
        List.of(
            new Owned("alice", "api", "small", Phase.FAILED, true, "its image is gone"),
            Houses.awake("alice", "work", "small"));

    assertThat(said(sessions, new Limits(null, 2), "alice-small")).isEqualTo("in, new");
    assertThat(said(sessions, new Limits(null, 1), "alice-small"))
        .isEqualTo(
            """
            you already have 1 of 1 sessions awake: work (DM-LIMIT)
            put one to sleep, like ssh alice@host stop work, or ask your administrator to raise your limit
            """);
    assertThat(said(sessions, new Limits(null, 1), "alice-api")).contains("1 of 1 sessions awake");
    assertThat(said(sessions, new Limits(2, null), "alice-small"))
        .isEqualTo(
            """
            you already have 2 of 2 sessions: api, work (DM-LIMIT)
            use one of them, like ssh alice-work@host, or ask your administrator to raise your limit
            """);
  }

  @Test
  void othersSessionsDoNotCount() {
    assertThat(said(List.of(Houses.awake("bob", "work", "small")), new Limits(1, 1), "alice-small"))
        .isEqualTo("in, new");
  }

  private static String said(Limits limits, String login) {
    return said(THREE, limits, login);
  }

  private static String said(List<Owned> sessions, Limits limits, String login) {
    House house =
        Houses.with(
            List.of(Houses.user("alice", limits, List.of(), Keys.line(1))),
            List.of(Houses.template("small")),
            sessions);
    return switch (Admissions.admit(house, login, new ByKey(Keys.number(1)))) {
      case Admission.Refused(Refusal why) ->
          why.headline() + "\n" + String.join("\n", why.next()) + "\n";
      case Admission.Desk _ -> "desk";
      case Admission.To to -> to.isNew() ? "in, new" : "in";
    };
  }
}
