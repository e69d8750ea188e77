package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command gives what it gives: bytes, errors, exit codes; cold as warm. */
@InAHouse
@Tag("A1")
@Tag("A6")
final class ExecIT {
  private static Person alice;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    alice = house.user("alice");
    alice.awake("small");
  }

  @Test
  void everyExitCodeArrives() throws Exception {
    var script =
        """
        ssh -F $F -S $T/master -MfN alice-small$AT
        seq 0 255 | xargs -P 8 -I % sh -c '
          ssh -F $F -S $T/master alice-small$AT "exit %"
          got=$?; [ $got = % ] || echo "% came as $got"'
        ssh -F $F -S $T/master -O exit alice-small$AT
        """;

    assertThat(alice.ssh().sh(script).good()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"exit 0, 0", "exit 1, 1", "exit 255, 255", "kill -9 $$, 255", "kill -TERM $$, 255"})
  void anEndArrivesOverAConnectionOfItsOwn(String command, int exit) throws Exception {
    assertThat(alice.ssh().ssh("alice-small", command).exit()).isEqualTo(exit);
  }

  @Test
  void aCommandThatASignalEndsIsToldSo() throws Exception {
    var ran = alice.ssh().ssh("alice-small", "-v", "kill -9 $$");

    assertThat(ran.exit()).isEqualTo(255);
    assertThat(ran.err()).contains("exit-signal");
  }

  @Test
  void errorsStayApartFromWhatIsPrinted() throws Exception {
    var ran = alice.ssh().ssh("alice-small", "echo printed; echo said >&2; exit 3");

    assertThat(ran.text()).isEqualTo("printed\n");
    assertThat(ran.err()).isEqualTo("said\n");
    assertThat(ran.exit()).isEqualTo(3);
  }

  @Test
  void everyByteComesBackAsItWent() throws Exception {
    var bytes = new byte[1 << 20];
    new Random(4).nextBytes(bytes);

    assertThat(alice.ssh().ssh(bytes, "alice-small", "cat").out()).isEqualTo(bytes);
  }

  @Test
  void theEndOfInputArrivesWhileOutputStillFlows() throws Exception {
    var input = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);

    assertThat(alice.ssh().ssh(input, "alice-small", "wc -l; sleep 1; echo late").good())
        .isEqualToIgnoringWhitespace("2 late");
  }

  @Test
  void aClosedInputIsNoClosedOutput() throws Exception {
    var half =
        "(echo a; sleep 1; echo b) | ssh -F $F alice-small$AT 'cat; echo c; sleep 1; echo d'";

    assertThat(alice.ssh().sh(half).good()).isEqualTo("a\nb\nc\nd\n");
  }

  @ParameterizedTest
  @CsvSource({
    "cat /usr/bin/env",
    "exit 7",
    "echo printed; echo said >&2; exit 3",
    "tar c -C /usr/share/perl5 --sort=name --owner=0 --mtime=@0 . 2>/dev/null | head -c 3000000",
  })
  void aColdStartGivesWhatAWarmOneGives(String command) throws Exception {
    alice.asleep("small");
    var cold = alice.ssh().ssh("alice-small", command);
    var warm = alice.ssh().ssh("alice-small", command);

    assertThat(cold.exit()).isEqualTo(warm.exit());
    assertThat(cold.out()).isEqualTo(warm.out());
    assertThat(cold.err()).endsWith(warm.err());
  }
}
