package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ssh carries beside the shell, as far as the template and the user let it. */
@InAHouse
@Tag("A8")
final class ForwardingIT {
  private static final String WALLS =
      "{policy: {agentForwarding: false, portForwarding: false, x11: false}}";

  private static Person alice;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    house.template("walled", WALLS);
    alice = house.user("alice");
    alice.awake("small");
    Ends.into(alice.ssh(), "alice-small");
  }

  /** NEAR and FAR stand for an address of each machine. */
  @ParameterizedTest
  @CsvSource({
    "a port of the session,     tcp:NP,       tcp:FP,  -L127.0.0.1:NP:127.0.0.1:FP",
    "a port of the session by SOCKS, socks:NP:FP, tcp:FP, -D127.0.0.1:NP",
    "a socket of the session,   unix:NS,      unix:FS, -LNS:FS",
    "a socket of it by a port,  tcp:NP,       unix:FS, -L127.0.0.1:NP:FS",
  })
  void whatListensInTheSessionCanBeReached(String what, String near, String far, String option)
      throws Exception {
    var places = new Places();
    var ssh = Ends.with(alice.ssh());
    var serve = "exec perl net.pl serve " + places.in(far);

    try (var tunnel = ssh.startOpen("alice-small", places.in(option), serve)) {
      tunnel.see("serving");
      var ran = ssh.sh("perl $T/net.pl mirror " + places.in(near) + " " + Ends.MUCH);

      assertThat(ran.good()).as(what).isEqualTo("mirrored " + Ends.MUCH + "\n");
      tunnel.in().close();
      assertThat(tunnel.ended().exit()).as(what).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a port here,   tcp:NP,  tcp:FP,  -R127.0.0.1:FP:127.0.0.1:NP",
    "a socket here, unix:NS, unix:FS, -RFS:NS",
    "anything here, tcp:NP,  socks:FP:NP, -R127.0.0.1:FP",
  })
  void whatListensHereCanBeReachedFromTheSession(
      String what, String near, String far, String option) throws Exception {
    var places = new Places();
    var ssh = Ends.with(alice.ssh());
    var script =
        """
        coproc near { exec perl $T/net.pl serve %s; }
        read -r _ <&${near[0]}
        ssh -F $F %s -o ExitOnForwardFailure=yes alice-small$AT perl net.pl mirror %s %s
        eval "exec ${near[1]}>&-"
        wait
        """
            .formatted(places.in(near), places.in(option), places.in(far), Ends.MUCH);

    assertThat(ssh.sh(script).good()).as(what).isEqualTo("mirrored " + Ends.MUCH + "\n");
  }

  @Test
  void eightThroughOneConnectionAtOnce() throws Exception {
    var places = new Places();
    var ssh = Ends.with(alice.ssh());
    var option = places.in("-L127.0.0.1:NP:127.0.0.1:FP");

    try (var tunnel =
        ssh.startOpen("alice-small", option, places.in("exec perl net.pl serve tcp:FP"))) {
      tunnel.see("serving");
      var mirror = "perl $T/net.pl mirror tcp:" + places.in("NP") + " 20000000";

      assertThat(ssh.sh("seq 8 | xargs -P 8 -n 1 sh -c '" + mirror + "'").good())
          .isEqualTo("mirrored 20000000\n".repeat(8));
    }
  }

  @Test
  void nobodyListeningIsAReasonAndNoEnd() throws Exception {
    var places = new Places();
    var ssh = Ends.with(alice.ssh());

    try (var tunnel =
        ssh.startOpen("alice-small", places.in("-L127.0.0.1:NP:127.0.0.1:FP"), "echo up; cat")) {
      tunnel.see("up");
      ssh.sh(places.in("perl $T/net.pl mirror tcp:NP 10 || true"));
      tunnel.hear("why", line -> line.contains("open failed: connect failed: Connection refused"));
      tunnel.in().close();
      assertThat(tunnel.ended().exit()).isZero();
    }
  }

  @Test
  void tenSessionsShareOneConnection() throws Exception {
    var script =
        """
        ssh -F $F -S $T/m -MfN alice-small$AT
        seq 10 | xargs -P 10 -I % sh -c '
          head -c 5000000 /dev/zero | tr "\\0" "%" >$T/in.%
          ssh -F $F -S $T/m alice-small$AT cat <$T/in.% >$T/out.%
          cmp $T/in.% $T/out.%'
        ssh -F $F -S $T/m -O exit alice-small$AT 2>/dev/null
        """;

    assertThat(alice.ssh().sh(script).good()).isEmpty();
  }

  @Test
  void theAgentHereSignsThere() throws Exception {
    var ran =
        Ends.withAnAgent(
            alice.ssh(),
            alice.key(),
            "alice-small",
            "ssh-add -L | tee k.pub; "
                + "echo x | ssh-keygen -q -Y sign -f k.pub -n test 2>/dev/null | head -n 1");

    assertThat(ran.lines().toList()).hasSize(2).first().asString().startsWith(alice.key().key());
    assertThat(ran).contains("BEGIN SSH SIGNATURE");
  }

  @Test
  void aWindowOpensHereForACookieOfThisDisplay() throws Exception {
    var cookie = "0123456789abcdef0123456789abcdef";

    assertThat(Ends.draw(alice.ssh(), "alice-small", cookie).lines().toList())
        .containsSubsequence("heard welcome", "came with 0123456789abcdef0123456789abcdef");
  }

  // --- switched off
  // -------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(strings = {"by the template", "by the user"})
  void whatIsSwitchedOffIsRefusedWithAReason(String by, House house) throws Exception {
    var person = by.equals("by the user") ? house.user("bob", WALLS) : alice;
    var session = by.equals("by the user") ? "small" : "walled";
    var login = person.name() + "-" + session;
    person.awake(session);
    var ssh = Ends.with(person.ssh());
    var places = new Places();

    try (var tunnel =
        ssh.startOpen(login, places.in("-L127.0.0.1:NP:127.0.0.1:22"), "echo up; cat")) {
      tunnel.see("up");
      ssh.sh(places.in("perl $T/net.pl mirror tcp:NP 10 || true"));
      tunnel.hear("why", line -> line.contains("administratively prohibited"));
      tunnel.in().close();
      assertThat(tunnel.ended().exit()).isZero();
    }
    var remote = places.in("-R127.0.0.1:FP:127.0.0.1:NP");
    assertThat(ssh.ssh(login, remote, "echo still here").toString())
        .contains("still here", "remote port forwarding failed for listen port");
    assertThat(
            person
                .ssh()
                .with("IdentityAgent SSH_AUTH_SOCK")
                .sh(
                    """
                    eval $(ssh-agent -s) >/dev/null; trap 'kill $SSH_AGENT_PID' EXIT
                    ssh -F $F -A %s$AT 'echo "agent: ${SSH_AUTH_SOCK-none}"' 2>&1
                    """
                        .formatted(login))
                .good())
        .contains("agent: none");
    assertThat(
            person
                .ssh()
                .knowing("DISPLAY", "127.0.0.1:77")
                .ssh(login, "-Y", "echo \"display: ${DISPLAY-none}\"")
                .toString())
        .contains("display: none", "X11 forwarding request failed");
  }

  /** Ports and paths of one test, here (N) and in the session (F). */
  private static final class Places {
    private final int near = Ends.port();
    private final int far = Ends.port();
    private final String nearPath = Ends.path().toString();
    private final String farPath = Ends.path().toString();

    String in(String text) {
      return text.replace("NP", "" + near)
          .replace("FP", "" + far)
          .replace("NS", nearPath)
          .replace("FS", farPath);
    }
  }
}
