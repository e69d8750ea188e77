package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Much: a gigabyte each way, whole, under whatever makes it hard. */
@InAHouse
@Tag("A6")
final class MuchIT {
  /** How much goes each way; {@code -Dmuch=256} is for a hurry. */
  private static final int MEBIBYTES = Integer.getInteger("much", 1024);

  private static Person alice;

  @BeforeAll
  static void moveIn(House house) throws Exception {
    house.template("small");
    alice = house.user("alice");
    alice.awake("small");
    // A prime number of bytes, so that no two packets of the stream are alike.
    alice.ssh().ssh("alice-small", "head -c 67108859 /dev/urandom >block").good();
  }

  @ParameterizedTest
  @CsvSource({
    "as it comes, ''",
    "compressed, Compression yes",
    "with aes256-gcm, Ciphers aes256-gcm@openssh.com",
  })
  void aGigabyteGoesThereAndBack(String how, String option) throws Exception {
    // Compressing costs a second for each 30 MB of noise, which is the client's.
    int blocks = Math.max(1, MEBIBYTES / (how.equals("compressed") ? 256 : 64));
    var script =
        """
        scp -q -F $F alice-small$AT:block $T/block
        far='for i in $(seq %1$d); do cat block; done'
        sum=$(for i in $(seq %1$d); do cat $T/block; done | sha256sum)
        down=$(ssh -F $F alice-small$AT "$far" | sha256sum)
        [ "$sum" = "$down" ] || echo "down: $down instead of $sum"
        up=$(for i in $(seq %1$d); do cat $T/block; done | ssh -F $F alice-small$AT sha256sum)
        [ "$sum" = "$up" ] || echo "up: $up instead of $sum"
        """
            .formatted(blocks);

    try (var run = alice.ssh().with(option).startSh(script)) {
      assertThat(run.ended(Duration.ofMinutes(4)).good()).as(how).isEmpty();
    }
  }
}
