package dev.dormouse.metrics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dormouse.metrics.AuditMetrics;
import dev.dormouse.metrics.Metrics;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told is written, by somebody else's time; what can't be written holds nobody up. */
@Timeout(60)
class AuditIT {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder = Path.of("set by JUnit");

  private Audit open(Path file) {
    return Audit.open(
        new Destination.In(file),
        "broker",
        "broker-a",
        new AuditMetrics(new Metrics()),
        InstantSource.fixed(NOON));
  }

  private static Entry command(int number) {
    return Entry.of(Event.EXEC).with(Field.COMMAND, "command " + number);
  }

  private static Entry end(int number) {
    return Entry.of(Event.END).with(Field.CONNECTION, number);
  }

  @Test
  void allThatWasToldIsThereWhenItIsClosed() throws Exception {
    var file = folder.resolve("audit");
    try (var audit = open(file)) {
      for (int number = 0; number < 2000; number++) {
        audit.tell(command(number));
      }
    }

    assertThat(Files.readAllLines(file)).hasSize(2000).last().asString().contains("command 1999");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aFileIsAppendedToAndOneThatWasMovedAwayIsMadeAgain() throws Exception {
    var file = Files.writeString(folder.resolve("audit"), "{\"old\":1}\n");
    try (var audit = open(file)) {
      audit.tell(end(1));
      await(file, 2);
      Files.move(file, folder.resolve("audit.1"));
      audit.tell(end(2));
      await(file, 1);
    }

    assertThat(Files.readString(folder.resolve("audit.1"))).startsWith("{\"old\":1}\n{\"v\":1");
    assertThat(Files.readString(file)).contains("\"connection\":2");
  }

  @Test
  void aPipeThatNobodyReadsHoldsNobodyUpAndSaysAfterwardsWhatWasLost() throws Exception {
    var pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var audit = open(pipe);
    long began = System.nanoTime();
    for (int number = 0; number < 10_000; number++) {
      audit.tell(command(number));
    }
    for (int number = 0; number < 10_000; number++) {
      audit.tell(end(number));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));

    try (var lines = Files.newBufferedReader(pipe)) {
      var first = new JsonObject(lines.readLine());
      assertThat(first.getString("command")).isEqualTo("command 0");
      int commands = 1;
      int ends = 0;
      long lost = 0;
      for (boolean more = true; more; ) {
        var next = new JsonObject(lines.readLine());
        switch (next.getString("event")) {
          case "exec" -> commands++;
          case "end" -> {
            ends++;
            more = next.getInteger("connection") < 10_000;
            if (ends == 1000) {
              audit.tell(end(10_000));
            }
          }
          case "dropped" -> lost += next.getLong("count");
          default -> throw new AssertionError(next);
        }
      }
      assertThat(commands).as("one may be out of the queue already").isBetween(3072, 3073);
      assertThat(ends).isGreaterThan(1000);
      assertThat(commands + ends + lost).as("all are accounted for").isEqualTo(20_001);
    }
    audit.close();
  }

  @Test
  void aFullDiskHoldsNobodyUpEither() {
    var audit = open(Path.of("/dev/full"));
    long began = System.nanoTime();
    for (int number = 0; number < 20_000; number++) {
      audit.tell(end(number));
    }
    audit.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenWhenItCan() throws Exception {
    var place = folder.resolve("later");
    var file = place.resolve("audit");
    try (var audit = open(file)) {
      audit.tell(end(1));
      audit.tell(end(2));
      Files.createDirectory(place);
      await(file, 2);
    }

    assertThat(Files.readAllLines(file).stream().filter(line -> !line.isEmpty())).hasSize(2);
  }

  @Test
  void oneThatIsTurnedOffTakesAllAndEnds() {
    var audit =
        Audit.open(
            new Destination.None(),
            "broker",
            "broker-a",
            new AuditMetrics(new Metrics()),
            InstantSource.fixed(NOON));

    audit.tell(end(1));

    assertThatCode(audit::close).doesNotThrowAnyException();
  }

  @Test
  void whereItGoesIsHeldAgainstWhatIsThere() throws Exception {
    assertThat(Destination.of("none", folder)).isEqualTo(new Destination.None());
    assertThat(Destination.of("stdout", folder)).isEqualTo(new Destination.Stdout());
    assertThat(Destination.of("a/../audit", folder))
        .isEqualTo(new Destination.In(folder.resolve("audit")));
    for (var good : List.of("none", "stdout", "audit", "/dev/full")) {
      assertThat(Destination.of(good, folder).problem()).isEmpty();
    }
    assertThat(Destination.of(".", folder).problem()).isEqualTo("which is a folder");
    assertThat(Destination.of("no/audit", folder).problem())
        .isEqualTo("which can't be made: there is no folder " + folder.resolve("no"));
  }

  private static void await(Path file, int lines) throws IOException, InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Files.exists(file)
        || Files.readAllLines(file).stream().filter(line -> !line.isEmpty()).count() < lines) {
      assertThat(System.nanoTime()).as("not there in time: " + file).isLessThan(until);
      Thread.sleep(10);
    }
  }
}
