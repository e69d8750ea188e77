package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.Client;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Images;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.Ends;
import dev.dormouse.e2e.login.InAHouse;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What ssh carries beside the shell, where the sshd is the bundle's: as root inside a namespace
 * that enforces Pod Security baseline, and as nobody in one that enforces restricted.
 */
@InAHouse
@Tag("B7")
@Tag("A8")
final class BundledForwardingIT {
  private static final String BYTES = "5000000";
  private static final Map<String, Person> OWNERS = new TreeMap<>();

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.broker("broker-a", house.cluster().kubeconfig(), BroughtIT.BUNDLE);
    settle(house, "alice", "bundle", "baseline");
    settle(house, "bob", "unprivileged", "restricted");
  }

  private static void settle(House house, String name, String way, String level) throws Exception {
    var person = house.user(name);
    BundleIT.enforce(house, person, level);
    house.bare(way, "{image: '" + Images.SESSION + "', sshd: " + way + "}");
    person.awake(way);
    Ends.into(person.ssh(), name + "-" + way);
    OWNERS.put(way, person);
  }

  private static Client client(String way) throws Exception {
    return Ends.with(person(way).ssh());
  }

  private static Person person(String way) {
    return Objects.requireNonNull(OWNERS.get(way));
  }

  private static String login(String way) {
    return person(way).name() + "-" + way;
  }

  @ParameterizedTest
  @CsvSource({
    "bundle,       tcp:NP,       tcp:FP,  -L127.0.0.1:NP:127.0.0.1:FP",
    "bundle,       socks:NP:FP,  tcp:FP,  -D127.0.0.1:NP",
    "bundle,       unix:NS,      unix:FS, -LNS:FS",
    "unprivileged, tcp:NP,       tcp:FP,  -L127.0.0.1:NP:127.0.0.1:FP",
    "unprivileged, socks:NP:FP,  tcp:FP,  -D127.0.0.1:NP",
    "unprivileged, unix:NS,      unix:FS, -LNS:FS",
  })
  void whatListensThereCanBeReached(String way, String near, String far, String option)
      throws Exception {
    var places = Places.some();
    try (var tunnel =
        client(way)
            .startOpen(login(way), places.in(option), "exec perl net.pl serve " + places.in(far))) {
      tunnel.see("serving");
      var ran = client(way).sh("perl $T/net.pl mirror " + places.in(near) + " " + BYTES);

      assertThat(ran.good()).isEqualTo("mirrored " + BYTES + "\n");
      tunnel.in().close();
      assertThat(tunnel.ended().exit()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bundle,       tcp:NP,  tcp:FP,      -R127.0.0.1:FP:127.0.0.1:NP",
    "bundle,       unix:NS, unix:FS,     -RFS:NS",
    "bundle,       tcp:NP,  socks:FP:NP, -R127.0.0.1:FP",
    "unprivileged, tcp:NP,  tcp:FP,      -R127.0.0.1:FP:127.0.0.1:NP",
    "unprivileged, unix:NS, unix:FS,     -RFS:NS",
  })
  void whatListensHereCanBeReachedFromThere(String way, String near, String far, String option)
      throws Exception {
    var places = Places.some();
    var script =
        """
        coproc near { exec perl $T/net.pl serve %s; }
        read -r _ <&${near[0]}
        ssh -F $F %s -o ExitOnForwardFailure=yes %s$AT perl net.pl mirror %s %s
        eval "exec ${near[1]}>&-"
        wait
        """
            .formatted(places.in(near), places.in(option), login(way), places.in(far), BYTES);

    assertThat(client(way).sh(script).good()).isEqualTo("mirrored " + BYTES + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "unprivileged"})
  void theAgentHereSignsThere(String way) throws Exception {
    var ran =
        Ends.withAnAgent(
            client(way),
            person(way).key(),
            login(way),
            "ssh-add -L | tee k.pub; ssh-add -T k.pub && echo it signs");

    assertThat(ran).startsWith(person(way).key().key()).endsWith("\nit signs\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle", "unprivileged"})
  void aWindowOpensHere(String way) throws Exception {
    var cookie = "0123456789abcdef0123456789abcdef";

    assertThat(Ends.draw(client(way), login(way), cookie).lines())
        .containsSubsequence("heard welcome", "came with " + cookie);
  }

  /** Ports and paths of one test, here (N) and there (F). */
  private record Places(int near, int far, String nearPath, String farPath) {
    static Places some() {
      return new Places(Ends.port(), Ends.port(), Ends.path().toString(), Ends.path().toString());
    }

    String in(String text) {
      return text.replace("NP", "" + near)
          .replace("FP", "" + far)
          .replace("NS", nearPath)
          .replace("FS", farPath);
    }
  }
}
