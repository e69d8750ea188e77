package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.InAHouse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git repositories that come into a home while people work there, or don't, and why. */
@InAHouse
@Tag("C5")
final class RepositoriesIT {
  private static Person alice;
  private static GitServer git;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.broker("broker-a", house.cluster().kubeconfig(), BroughtIT.BUNDLE);
    alice = house.user("alice");
    BroughtIT.template(house, "first", "bundle", "{}");
    alice.awake("first");
    var pod = house.session("alice", "first").at("/status/pod/ip").asText();
    git = GitServer.reachableFrom(pod);
    git.create("app");
  }

  @AfterAll
  static void close() {
    git.close();
  }

  private static String run(String session, String command) {
    try {
      return alice.ssh().ssh("alice-" + session, command).text();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + command, e);
    }
  }

  private static String greeting(String session) throws Exception {
    return BroughtIT.greeting(alice, session, "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "unprivileged"})
  void theyAreThereForTheLoginUserAndStayAsTheyAre(String way, House house) throws Exception {
    var name = "whole-" + way;
    BroughtIT.template(
        house,
        name,
        way,
        "{git: [{url: '%1$s', path: work/app, ref: v1}, {url: '%1$s', path: lib}]}"
            .formatted(git.url("app.git")));
    Eventually.holds("both", () -> run(name, "cat work/app/file lib/file").equals("one\ntwo\n"));
    Eventually.holds("nothing more is told", () -> run(name, "ls /dormouse/run/clones").isEmpty());

    assertThat(run(name, "stat -c %u work work/app work/app/file; id -u").lines().distinct())
        .hasSize(1);
    assertThat(run(name, "git -C work/app status --short; git -C lib branch --show-current"))
        .isEqualTo("main\n");
    assertThat(greeting(name)).doesNotContain("clone");
    run(name, "echo mine >lib/file; rm -rf work/app/.git");
    house.sleep("alice", name);

    assertThat(run(name, "sleep 1; cat lib/file; ls -A work work/app; ls -A | grep cloning"))
        .isEqualTo("mine\nwork:\napp\n\nwork/app:\nfile\n");
  }

  @Test
  void whatCannotBeClonedHoldsNobodyUpIsToldAndIsTriedAgain(House house) throws Exception {
    var dead = "http://127.0.0.1:1/app";
    BroughtIT.template(
        house,
        "dead",
        "bundle",
        """
        {git: [
          {url: '%1$s', path: refused},
          {url: '%2$s', path: hanging, within: 3s},
          {url: '%3$s', path: later},
          {url: '%4$s', path: refless, ref: no-such-branch},
          {url: 'nobody@127.0.0.1:app', path: ssh}]}
        """
            .formatted(
                dead.replace("//", "//me:secret@"),
                git.url("never/app"),
                git.url("later.git"),
                git.url("app.git")));
    var before = System.nanoTime();
    var ran = alice.ssh().ssh("alice-dead", "echo in");
    assertThat(ran.good()).isEqualTo("in\n");
    assertThat(ran.err()).doesNotContain("clone");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));

    Eventually.holds(
        "all were tried", () -> !run("dead", "cat /dormouse/run/clones/*").contains("is being"));
    assertThat(greeting("dead").lines().toList())
        .anyMatch(line -> line.matches("refused couldn't be cloned: .*127.0.0.1.*; the next.*"))
        .contains("hanging couldn't be cloned: it took longer than 3 s; the next start tries again")
        .anyMatch(line -> line.matches("later couldn't be cloned: repository .* not found; .*"))
        .anyMatch(line -> line.matches("refless couldn't be cloned: .*no-such-branch.*"))
        .anyMatch(line -> line.matches("ssh couldn't be cloned: .*; the next start tries again"))
        .noneMatch(line -> line.contains("secret"));
    assertThat(run("dead", "ls -A")).doesNotContain("cloning", "refless", "hanging");

    git.create("later");
    house.sleep("alice", "dead");
    Eventually.holds("it is there now", () -> run("dead", "cat later/file").equals("two\n"));
  }

  @Test
  void halfACloneIsNone(House house) throws Exception {
    BroughtIT.template(
        house,
        "half",
        "bundle",
        "{git: [{url: '%s', path: app}], lifecycle: {stopWithin: 20s}}"
            .formatted(git.url("app.git")));
    git.hesitate();
    alice.awake("half");
    git.awaitQuestion();

    assertThat(greeting("half")).contains("app is being cloned from " + git.url("app.git"));
    assertThat(run("half", "ls; ls -A")).contains(".app.cloning-half").doesNotContain("\napp\n");
    house.sleep("alice", "half");
    git.goOn();

    Eventually.holds("it is there now", () -> run("half", "cat app/file").equals("two\n"));
    assertThat(run("half", "git -C app fsck && ls -A | grep cloning")).isEmpty();
  }

  @Test
  void anImageWithoutGitSaysSo(House house) throws Exception {
    BroughtIT.template(
        house,
        "gitless",
        "bundle",
        "{image: 'dormouse.test/busybox:1', git: [{url: '%s', path: app}]}"
            .formatted(git.url("app.git")));
    alice.awake("gitless");
    Eventually.holds("it is told", () -> !run("gitless", "ls /dormouse/run/clones").isEmpty());

    assertThat(greeting("gitless")).contains("app isn't here: this image has no git to clone it\n");
  }
}
