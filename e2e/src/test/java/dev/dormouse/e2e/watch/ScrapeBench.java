package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Abreast;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.Client;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.login.InAHouse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a scrape of a house with many sessions takes, and whether somebody who types notices it. Run
 * by name, as docs/speed.md says; nothing here is asked to be quick.
 */
@InAHouse
@Timeout(900)
final class ScrapeBench {
  private static final int SESSIONS = Integer.getInteger("sessions", 10_000);
  private static final int HANDS = 8;
  private static final int ROUNDS = 10;
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration BETWEEN_KEYS = Duration.ofMillis(10);

  @Test
  void whatAScrapeTakesAndWhetherWhoTypesNoticesIt(House house) throws Exception {
    house.template("small");
    var alice = house.user("alice");
    fill(house);
    var reaper = house.reaper("reaper-a");
    var broker = house.broker("broker-a");
    Eventually.within(
        Duration.ofMinutes(5),
        "the reaper has seen them all",
        () -> asleep(reaper.get("/metrics").body()) == SESSIONS);
    alice.at(broker).ssh("alice-small", "true").good();

    var still = new ArrayList<Long>();
    var scraped = new ArrayList<Long>();
    var broken = new ArrayList<Long>();
    var reaped = new ArrayList<Long>();
    try (var typist = Typist.at(alice.at(broker), "alice-small")) {
      typist.type(new ArrayList<>());
      for (int round = 0; round < ROUNDS; round++) {
        typist.type(still);
        var over = new AtomicBoolean();
        var prometheus =
            Thread.ofPlatform()
                .start(
                    () -> {
                      while (!over.get()) {
                        broken.add(took(broker));
                        reaped.add(took(reaper));
                      }
                    });
        typist.type(scraped);
        over.set(true);
        prometheus.join();
      }
    }

    System.out.printf(
        "%d sessions, %d rounds; ms%n%s%s%s%s",
        SESSIONS,
        ROUNDS,
        line("a scrape of the broker", broken),
        line("a scrape of the reaper", reaped),
        line("a key's echo, nobody scrapes", still),
        line("a key's echo, one scrape after the other", scraped));
    assertThat(still).hasSizeGreaterThan(ROUNDS);
    assertThat(scraped).hasSizeGreaterThan(ROUNDS);
  }

  private static void fill(House house) throws Exception {
    Abreast.each(
        HANDS,
        hand -> {
          for (int session = hand; session < SESSIONS; session += HANDS) {
            house
                .sessions("alice")
                .create(
                    """
                    apiVersion: dormouse.dev/v1alpha1
                    kind: Session
                    metadata: {name: s%d}
                    spec: {owner: alice, template: small, wanted: Asleep}
                    """
                        .formatted(session))
                .object();
          }
          return hand;
        });
  }

  private static double asleep(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("dormouse_sessions{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static long took(BrokerProcess scraped) {
    var began = System.nanoTime();
    assertThat(scraped.get("/metrics").body()).contains("dormouse_");
    return System.nanoTime() - began;
  }

  private static String line(String what, List<Long> nanos) {
    var sorted = nanos.stream().sorted().toList();
    return "%-42s p50 %6.1f  p99 %6.1f  most %6.1f  of %d%n"
        .formatted(
            what,
            sorted.get(sorted.size() / 2) / 1e6,
            sorted.get((int) (sorted.size() * 0.99)) / 1e6,
            sorted.getLast() / 1e6,
            sorted.size());
  }

  /** Somebody who types a key, sees it, and types the next. */
  private record Typist(Process ssh) implements AutoCloseable {
    static Typist at(Client client, String login) throws IOException {
      return new Typist(
          new ProcessBuilder("ssh", "-F", client.config().toString(), login + client.place(), "cat")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }

    void type(List<Long> took) throws IOException, InterruptedException {
      var until = System.nanoTime() + ROUND.toNanos();
      while (System.nanoTime() < until) {
        var typed = System.nanoTime();
        ssh.getOutputStream().write('x');
        ssh.getOutputStream().flush();
        assertThat(ssh.getInputStream().read()).isEqualTo('x');
        took.add(System.nanoTime() - typed);
        Thread.sleep(BETWEEN_KEYS);
      }
    }

    @Override
    public void close() throws IOException {
      ssh.getOutputStream().close();
      try {
        assertThat(ssh.waitFor(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
      } finally {
        ssh.destroyForcibly();
      }
    }
  }
}
