package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Proof.ByKey;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Access;
import dev.dormouse.crds.Limits;
import dev.dormouse.crds.Policy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AdmissionsTest {
  private static final Template SMALL = Houses.template("small");
  private static final Template GPU =
      Houses.template("gpu", new Access(List.of(), List.of("research")), Policy.EVERYTHING);
  private static final Template CAROLS =
      Houses.template("carols", new Access(List.of("carol"), List.of()), Policy.EVERYTHING);
  private static final User ALICE = Houses.user("alice", Keys.line(1));
  private static final User CAROL =
      Houses.user("carol", Limits.NONE, List.of("research"), Keys.line(3));
  private static final House HOUSE =
      Houses.with(
          List.of(ALICE, Houses.user("bob", Keys.line(2)), CAROL),
          List.of(SMALL, GPU, CAROLS, Houses.template("shell")),
          List.of(
              Houses.asleep("alice", "work", "small"),
              Houses.awake("alice", "api", "shell"),
              Houses.asleep("alice", "lost", "gone"),
              Houses.awake("alice", "cuda", "gpu"),
              Houses.asleep("bob", "secret", "small")));

  @Test
  @Tag("A2")
  void aBareNameGetsTheDesk() {
    assertThat(admit("alice", 1)).isEqualTo(new Admission.Desk(ALICE));
  }

  @Test
  @Tag("A2")
  void aSessionIsTheirsAndATemplateMakesANewOne() {
    assertThat(admit("alice-work", 1))
        .isEqualTo(new Admission.To(ALICE, SMALL, "work", false, Policy.EVERYTHING, ""));
    assertThat(admit("alice+small", 1))
        .isEqualTo(new Admission.To(ALICE, SMALL, "small", true, Policy.EVERYTHING, ""));
  }

  @Test
  @Tag("A2")
  void aSessionComesBeforeATemplateOfItsName() {
    House house =
        Houses.with(
            List.of(ALICE),
            List.of(SMALL, Houses.template("shell")),
            List.of(Houses.asleep("alice", "small", "shell")));

    assertThat(Admissions.admit(house, "alice-small", new ByKey(Keys.number(1))))
        .isInstanceOfSatisfying(
            Admission.To.class,
            to -> {
              assertThat(to.template().name()).isEqualTo("shell");
              assertThat(to.isNew()).isFalse();
            });
  }

  @Test
  @Tag("A2")
  void theUnknownIsAnsweredWithWhatIsPossible() {
    assertThat(refused("alice-smal", 1))
        .isEqualTo(
            new Refusal(
                Code.UNKNOWN,
                "no session or template is called \"smal\"",
                "yours: api (awake), cuda (awake), lost (asleep), work (asleep). templates: shell,"
                    + " small",
                "did you mean: ssh alice-small@host"));
    assertThat(refused("alice-quux", 1).next()).hasSize(1);
    assertThat(refused("alice-Wrok", 1).next()).contains("did you mean: ssh alice-work@host");
    assertThat(refused("alice-", 1).sentence())
        .isEqualTo("the name of a session or template is missing after \"alice\"");
    assertThat(refused("alice-\u001b[2Jx\r\n", 1).headline())
        .isEqualTo("no session or template is called \"?[2Jx??\" (DM-UNKNOWN)");
  }

  @Test
  @Tag("A2")
  void anothersSessionIsAsUnknownAsOneThatIsNot() {
    var secret = refused("alice-secret", 1);

    assertThat(secret.headline())
        .isEqualTo("no session or template is called \"secret\" (DM-UNKNOWN)");
    assertThat(secret.next()).isEqualTo(refused("alice-quuxyz", 1).next());
  }

  @Test
  void whoHasNothingIsSentToTheAdministrator() {
    House empty = Houses.of("alice");

    assertThat(Admissions.admit(empty, "alice-x", new ByKey(Keys.number(1))))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            refused ->
                assertThat(refused.why().next())
                    .containsExactly(
                        "you have no session, and no template is open to you: ask your"
                            + " administrator"));
  }

  @Test
  @Tag("A2")
  void whatToTypeIsNeverReadAsAnotherUser() {
    House house =
        Houses.with(
            List.of(ALICE, Houses.user("alice-small", Keys.line(9))), List.of(SMALL), List.of());

    assertThat(Admissions.admit(house, "alice+smal", new ByKey(Keys.number(1))))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            refused ->
                assertThat(refused.why().next()).contains("did you mean: ssh alice+small@host"));
  }

  @Test
  void aTemplateIsOpenToThoseItNamesAndTheirGroups() {
    assertThat(admit("carol-gpu", 3)).isInstanceOf(Admission.To.class);
    assertThat(admit("carol-carols", 3)).isInstanceOf(Admission.To.class);
    assertThat(refused("alice-gpu", 1))
        .isEqualTo(
            new Refusal(
                Code.DENIED,
                "template gpu is not open to you",
                "yours: api (awake), cuda (awake), lost (asleep), work (asleep). templates: shell,"
                    + " small",
                "or ask your administrator to open gpu to you"));
    assertThat(refused("bob-carols", 2).code()).isEqualTo(Code.DENIED);
  }

  @Test
  void whoHasNothingIsToldWhomToAskAndNothingElse() {
    House house =
        Houses.with(
            List.of(Houses.user("dora", Keys.line(1))),
            List.of(
                Houses.template("gpu", new Access(List.of("carol"), List.of()), Policy.EVERYTHING)),
            List.of());

    assertThat(Admissions.admit(house, "dora-gpu", new ByKey(Keys.number(1))))
        .isEqualTo(
            new Admission.Refused(
                new Refusal(
                    Code.DENIED,
                    "template gpu is not open to you",
                    "ask your administrator to open gpu to you")));
  }

  @Test
  void aSessionOfATemplateThatWasClosedSinceIsClosedToo() {
    assertThat(refused("alice-cuda", 1))
        .isEqualTo(
            new Refusal(
                Code.DENIED,
                "cuda can't be used: its template \"gpu\" is not open to you any more",
                "ask your administrator to open it to you; the files of cuda stay"));
  }

  @Test
  void aSessionWhoseTemplateIsGoneSaysSo() {
    assertThat(refused("alice-lost", 1).headline())
        .isEqualTo("lost can't be used: its template \"gone\" is gone (DM-TEMPLATE)");
  }

  @Test
  void whoIsSuspendedIsToldAndGetsNowhere() {
    House house =
        Houses.with(
            List.of(Houses.suspended("eve", Keys.line(5))),
            List.of(SMALL),
            List.of(Houses.awake("eve", "work", "small")));

    for (String login : new String[] {"eve", "eve-work", "eve-small", "eve-?"}) {
      assertThat(Admissions.admit(house, login, new ByKey(Keys.number(5))))
          .isInstanceOfSatisfying(
              Admission.Refused.class,
              refused -> {
                assertThat(refused.why().headline()).isEqualTo("eve is suspended (DM-SUSPENDED)");
                assertThat(refused.why().next()).hasSize(1);
              });
    }
  }

  @Test
  @Tag("B1")
  void aKeyThatWasTakenAwaySinceTheDoorAdmitsNobody() {
    for (String login : new String[] {"alice", "alice-work", "alice-quux", "alice-\u0000", "x"}) {
      assertThat(refused(login, 2).code()).as(login).isEqualTo(Code.DENIED);
    }
  }

  @Test
  @Tag("B1")
  void anUnknownUserAndAWrongKeyAreToldTheSame() {
    var offered = List.of("SHA256:one", "SHA256:two");

    assertThat(Admissions.noKey("alice-work", offered))
        .isEqualTo(
            new Refusal(
                Code.DENIED,
                "no key that your ssh offered opens \"alice-work\"",
                "offered: SHA256:one, SHA256:two",
                "choose another with ssh -i FILE, or ask your administrator to add one of these"));
    assertThat(Admissions.noKey("nobody-work", offered).next())
        .isEqualTo(Admissions.noKey("alice-work", offered).next());
    assertThat(Admissions.noKey("alice", List.of()).next()).hasSize(1);
  }

  @Test
  void noKeyIsShortAndHarmlessWhateverCameIn() {
    var wild = "\u001b]0;evil\u0007\n".repeat(10_000);
    var refusal = Admissions.noKey(wild, IntStream.range(0, 500).mapToObj(_ -> wild).toList());

    assertThat(refusal.headline()).hasSizeLessThan(120);
    assertThat(Admissions.shown(List.of(wild))).hasSizeLessThan(60).matches("[ -~]+");
    assertThat(Admissions.shown(List.of())).isEqualTo("none");
    assertThat(refusal.next()).allSatisfy(line -> assertThat(line).hasSizeLessThan(500));
    assertThat(refusal.headline().chars()).allMatch(Shown::isPlain);
    assertThat(refusal.next())
        .allSatisfy(line -> assertThat(line.chars()).allMatch(Shown::isPlain));
  }

  @Test
  void aLongListEndsInANumber() {
    House house =
        Houses.with(
            List.of(ALICE),
            IntStream.range(10, 60).mapToObj(at -> Houses.template("t" + at)).toList(),
            List.of());

    assertThat(Admissions.admit(house, "alice-quuux", new ByKey(Keys.number(1))))
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            refused ->
                assertThat(refused.why().next())
                    .containsExactly(
                        "templates: t10, t11, t12, t13, t14, t15, t16, t17 and 42 more"));
  }

  @Test
  @Tag("A8")
  void templateAndUserEachMayForbid() {
    House house =
        Houses.with(
            List.of(
                new User(
                    "alice",
                    ALICE.keys(),
                    ALICE.groups(),
                    false,
                    Limits.NONE,
                    new Policy(true, true, false),
                    List.of())),
            List.of(Houses.template("small", Access.EVERYONE, new Policy(false, true, true))),
            List.of());

    assertThat(Admissions.admit(house, "alice-small", new ByKey(Keys.number(1))))
        .isInstanceOfSatisfying(
            Admission.To.class,
            to -> assertThat(to.policy()).isEqualTo(new Policy(false, true, false)));
  }

  private static Admission admit(String login, int key) {
    return Admissions.admit(HOUSE, login, new ByKey(Keys.number(key)));
  }

  private static Refusal refused(String login, int key) {
    return switch (admit(login, key)) {
      case Admission.Refused(Refusal why) -> why;
      case Admission.Desk desk -> throw new AssertionError(desk);
      case Admission.To to -> throw new AssertionError(to);
    };
  }
}
