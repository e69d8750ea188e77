package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.login.Proof;
import dev.dormouse.broker.net.Net;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Company;
import dev.dormouse.broker.relay.Farewell;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A front with a doorkeeper that does what a test says. */
final class Host implements Doorkeeper, AutoCloseable {
  /** What becomes of who logs in by some name. */
  interface Story {
    @Nullable Farewell tell(Guest guest) throws Exception;
  }

  final Set<Key> known = ConcurrentHashMap.newKeySet();
  final Set<Key> authorities = ConcurrentHashMap.newKeySet();
  final Map<String, Story> stories = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<Farewell>> farewells = new ConcurrentHashMap<>();
  final BlockingQueue<Guest> guests = new LinkedBlockingQueue<>();
  final BlockingQueue<String> leavers = new LinkedBlockingQueue<>();
  final BlockingQueue<Proof> asked = new LinkedBlockingQueue<>();
  volatile SkRules skRules = SkRules.USUAL;
  private final Vertx vertx;
  private final Front front;

  Host(Path hostKey, Path userCa, Duration helloWithin, boolean oldCiphers) throws IOException {
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(2));
    front =
        Front.open(
            new FrontOptions(
                "127.0.0.1",
                0,
                List.of(Keys.pair(hostKey)),
                Keys.pair(userCa),
                helloWithin,
                oldCiphers,
                InstantSource.system()),
            new Net(vertx),
            this);
  }

  int port() {
    return front.address().getPort();
  }

  Front front() {
    return front;
  }

  /** Straight into this pod, as the broker does for a session that runs. */
  static Story into(Pod pod) {
    return guest -> guest.relay(leg(guest, pod), Company.none());
  }

  static Leg leg(Guest guest, Pod pod) throws Exception {
    return leg(guest, pod, true, "");
  }

  static Leg leg(Guest guest, Pod pod, boolean forwarding, String forceCommand) throws Exception {
    while (true) {
      switch (guest.dial(pod.address(), pod.hostKey(), Duration.ofSeconds(5))) {
        case Dialled.Connected(var leg) -> {
          var grant =
              new Grant(
                  "alice small r1",
                  Pod.PRINCIPAL,
                  forwarding,
                  forwarding,
                  forwarding,
                  true,
                  true,
                  forceCommand,
                  Duration.ofMinutes(5));
          var answer = leg.login(System.getProperty("user.name"), grant, Duration.ofSeconds(10));
          if (answer instanceof LoggedIn.Yes) {
            return leg;
          }
          throw new IllegalStateException(answer.toString());
        }
        case Dialled.NotYet _ -> Thread.sleep(10);
        case Dialled.NoPin(var pinned) -> throw new IllegalStateException("no pin " + pinned);
        case Dialled.WrongHostKey(var seen) -> throw new IllegalStateException("stranger " + seen);
      }
    }
  }

  @Override
  public boolean knows(String login, Proof proof) {
    asked.add(proof);
    return switch (proof) {
      case Proof.ByKey(var key) -> known.contains(key);
      case Proof.ByCertificate by ->
          authorities.contains(by.authority()) && by.principals().contains(login);
    };
  }

  @Override
  public SkRules skRules(String login, Key key) {
    return skRules;
  }

  @Override
  public Refusal noKey(String login, List<String> fingerprints) {
    List<String> next = new ArrayList<>(List.of("you offered " + fingerprints.size()));
    next.addAll(fingerprints);
    return new Refusal(Code.DENIED, "no key of yours opens this", next);
  }

  @Override
  public void welcome(Guest guest) throws InterruptedException {
    guests.add(guest);
    var story = stories.get(guest.login());
    if (story == null) {
      guest.refuse(new Refusal(Code.UNKNOWN, "nobody is called " + guest.login(), "try another"));
      return;
    }
    try {
      var farewell = story.tell(guest);
      if (farewell != null) {
        farewells(guest.login()).add(farewell);
      }
    } catch (InterruptedException left) {
      leavers.add(guest.login());
      throw left;
    } catch (RuntimeException bug) {
      throw bug;
    } catch (Exception bug) {
      throw new IllegalStateException(bug);
    }
  }

  private BlockingQueue<Farewell> farewells(String login) {
    return farewells.computeIfAbsent(login, _ -> new LinkedBlockingQueue<>());
  }

  /** How the next one who logged in by this name ended. */
  Farewell farewell(String login) throws InterruptedException {
    var farewell = farewells(login).poll(20, TimeUnit.SECONDS);
    if (farewell == null) {
      throw new AssertionError(login + " didn't leave within 20 seconds");
    }
    return farewell;
  }

  @Override
  public void close() {
    front.close();
    vertx.close().await();
  }
}
