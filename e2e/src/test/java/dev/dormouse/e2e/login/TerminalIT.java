package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.house.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A terminal: its size, a shell, signals, the environment. */
@InAHouse
@Tag("A7")
final class TerminalIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template(
        "small",
        "{env: [{name: TEAM, value: 'search & find'}], motd: 'mind the gap of $$5 $(TEAM)'}");
    alice = house.user("alice");
    alice.awake("small");
  }

  @Test
  void itsSizeArrivesAndEachChangeOfIt() throws Exception {
    // In a terminal of this machine: without one ssh would have no size to tell.
    var resize =
        """
        cat >$T/near <<'E'
        exec 3</dev/tty
        stty rows 24 cols 80 <&3
        ssh -F $F -tt alice-small$AT 'trap "stty size; echo changed" WINCH; stty size; echo begun
          for i in $(seq 16); do sleep 0.25; done' <&3 &
        sleep 2
        stty rows 40 cols 132 <&3
        wait
        E
        script -qefc 'bash $T/near' $T/typescript </dev/null | tr -d '\\r' | sed 's/^\\^@//'
        """;

    assertThat(alice.ssh().sh(resize).good().lines())
        .containsSubsequence("24 80", "begun", "40 132");
  }

  @Test
  void aShellIsALoginShellWithATerminal() throws Exception {
    try (var shell = alice.ssh().startOpen("alice-small", "-tt")) {
      type(shell, "tty; echo \"term $TERM\"\n");
      shell.see("/dev/pts/");
      type(shell, "shopt -q login_shell && echo lo''gin\n");
      shell.see("login");
      type(shell, "exit 5\n");

      assertThat(shell.ended().exit()).isEqualTo(5);
    }
  }

  @Test
  void ctrlCInATerminalReachesTheCommandAndNotTheConnection() throws Exception {
    try (var shell = alice.ssh().startOpen("alice-small", "-tt")) {
      type(shell, "echo re''ady\n");
      shell.see("ready");
      type(shell, "sleep 100\n");
      shell.see("sleep 100");
      Thread.sleep(300);
      type(shell, "\u0003");
      type(shell, "echo \"ended with $?\"\n");
      shell.see("ended with 130");
      type(shell, "exit 4\n");

      assertThat(shell.ended().exit()).isEqualTo(4);
    }
  }

  @Test
  void aBreakIsTaken() throws Exception {
    try (var shell = alice.ssh().with("EscapeChar ~").startOpen("alice-small", "-tt")) {
      type(shell, "echo re''ady\n");
      shell.see("ready");
      type(shell, "\n~B");
      type(shell, "\nexit 6\n");

      assertThat(shell.ended().exit()).isEqualTo(6);
      assertThat(shell.said().toString()).contains("~B");
    }
  }

  @Test
  void withoutATerminalThereIsNone() throws Exception {
    assertThat(alice.ssh().ssh("alice-small", "tty").text()).isEqualTo("not a tty\n");
  }

  @Test
  void theTemplatesVariablesAndTheClientsArrive() throws Exception {
    var ssh = alice.ssh().with("SetEnv LC_DORMOUSE=asleep");

    assertThat(ssh.ssh("alice-small", "echo $TEAM, $LC_DORMOUSE, $DORMOUSE_SESSION").good())
        .isEqualTo("search & find, asleep, small\n");
  }

  @Test
  void theHomeIsKept() throws Exception {
    alice.ssh().ssh("alice-small", "echo kept >note").good();
    alice.asleep("small");

    assertThat(alice.ssh().ssh("alice-small", "cat note").good()).isEqualTo("kept\n");
  }

  /** What it begins with for a template of this name; the rest is what stays and when it sleeps. */
  private static final String MESSAGE = "small (small) - ";

  @Test
  @Tag("A14")
  void aShellWithATerminalIsGreeted() throws Exception {
    try (var shell = alice.ssh().startOpen("alice-small", "-tt")) {
      type(shell, "echo re''ady; exit\n");

      assertThat(shell.ended().text().lines())
          .anyMatch(line -> line.startsWith(MESSAGE + "your files in"))
          .anyMatch(line -> line.startsWith("sleeps 30 minutes after you leave"))
          .anyMatch(line -> line.equals("mind the gap of $$5 $(TEAM)"));
    }
  }

  @Test
  @Tag("A14")
  void nothingElseIsGreeted() throws Exception {
    var ssh = alice.ssh();

    assertThat(ssh.ssh("alice-small", "echo in").good()).isEqualTo("in\n");
    assertThat(ssh.ssh("alice-small", "-tt", "echo in").good()).isEqualTo("in\r\n");
    try (var shell = ssh.startOpen("alice-small", "-T")) {
      type(shell, "echo in; exit\n");
      assertThat(shell.ended().good()).isEqualTo("in\n");
    }
    var sftp = ssh.sh("echo ls | sftp -q -F $F -b - alice-small$AT");
    assertThat(sftp.good()).doesNotContain(MESSAGE, "mind the gap");
    assertThat(sftp.err()).doesNotContain(MESSAGE, "mind the gap");
  }

  @Test
  @Tag("A14")
  void whoWantsQuietIsNotGreeted() throws Exception {
    alice.ssh().ssh("alice-small", "touch .hushlogin").good();
    try (var shell = alice.ssh().startOpen("alice-small", "-tt")) {
      type(shell, "echo re''ady; exit\n");

      assertThat(shell.ended().text()).contains("ready").doesNotContain(MESSAGE);
    } finally {
      alice.ssh().ssh("alice-small", "rm .hushlogin").good();
    }
  }

  private static void type(Run shell, String keys) throws IOException {
    shell.in().write(keys.getBytes(StandardCharsets.UTF_8));
    shell.in().flush();
  }
}
