package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Proof.ByCertificate;
import dev.dormouse.broker.login.Proof.ByKey;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Access;
import dev.dormouse.crds.Limits;
import dev.dormouse.crds.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Houses by chance, full of names that begin and end like each other; the seed is fixed, so what
 * fails once fails again.
 */
@Tag("A2")
@Tag("B1")
class ManyHousesTest {
  private static final int HOUSES = 200;
  private static final List<Key> KEYS = IntStream.range(0, 12).mapToObj(Keys::number).toList();
  private static final Key CA = Keys.number(100);
  private static final List<String> NAMES =
      List.of("a", "b", "a-a", "a-b", "b-a", "a-b-a", "a-a-b", "a1", "a-1", "b-a-b");
  private static final Pattern SHORT_AND_HARMLESS = Pattern.compile("[ -~]{20,1000}");
  private static final String[] PIECES = {
    "a", "b", "-", "+", "A", "1", "a-b", "a+b", "_", " ", "\u0000", "\u00e4"
  };

  private final Random random = new Random(20261121);

  @Test
  void nobodyEverGetsToAnothersSession() {
    int in = 0;
    for (int at = 0; at < HOUSES; at++) {
      House house = house();
      for (String login : logins()) {
        for (Key key : KEYS) {
          in += look(house, login, new ByKey(key), owners(house, key));
        }
        String name = any(NAMES);
        in += look(house, login, certificate(name), List.of(name));
      }
    }
    assertThat(in).as("enough of them came in").isGreaterThan(HOUSES);
  }

  @Test
  void whatIsPrintedToTypeLeadsThere() {
    for (int at = 0; at < HOUSES; at++) {
      House house = house();
      for (User user : house.users().values()) {
        for (Owned session : house.sessionsOf(user.name())) {
          assertThat(Login.read(Login.text(user.name(), session.name(), house), house))
              .isEqualTo(new Login.Named(user, session.name()));
        }
      }
    }
  }

  /** One if it led to a session, which then is one of the user whose proof it is. */
  private static int look(House house, String login, Proof proof, List<String> owners) {
    boolean opens = Door.opens(house, List.of(CA), login, proof);
    return switch (Admissions.admit(house, login, proof)) {
      case Admission.To to -> {
        assertThat(opens).as(login).isTrue();
        assertThat(owners).contains(to.user().name());
        assertThat(login).matches(to.user().name() + "[-+]" + to.session());
        assertThat(house.users()).doesNotContainKey(login);
        assertThat(to.template().isOpenTo(to.user())).isTrue();
        assertThat(to.user().suspended()).isFalse();
        List<Owned> theirs =
            house.sessionsByOwner().getOrDefault(to.user().name(), List.of()).stream()
                .filter(session -> session.owner().equals(to.user().name()))
                .filter(session -> session.name().equals(to.session()))
                .toList();
        assertThat(theirs).hasSize(to.isNew() ? 0 : 1);
        yield 1;
      }
      case Admission.Desk(User user) -> {
        assertThat(opens).as(login).isTrue();
        assertThat(owners).contains(user.name());
        assertThat(login).isEqualTo(user.name());
        yield 0;
      }
      case Admission.Refused(Refusal why) -> {
        assertThat(why.headline() + String.join("", why.next())).matches(SHORT_AND_HARMLESS);
        yield 0;
      }
    };
  }

  private House house() {
    List<User> users = NAMES.stream().filter(_ -> random.nextInt(3) > 0).map(this::user).toList();
    List<Template> templates =
        NAMES.stream().filter(_ -> random.nextInt(4) > 0).map(this::template).toList();
    List<Owned> sessions = new ArrayList<>();
    for (String owner : NAMES) {
      for (String name : NAMES) {
        if (random.nextInt(4) == 0) {
          sessions.add(
              random.nextBoolean()
                  ? Houses.asleep(owner, name, any(NAMES))
                  : Houses.awake(owner, name, any(NAMES)));
        }
      }
    }
    House house = Houses.with(users, templates, sessions);
    return new House(house.users(), house.templates(), astray(sessions));
  }

  /** One in five is listed under a user who isn't its owner. */
  private Map<String, List<Owned>> astray(List<Owned> sessions) {
    return sessions.stream()
        .collect(
            Collectors.groupingBy(
                session -> random.nextInt(5) == 0 ? any(NAMES) : session.owner()));
  }

  private User user(String name) {
    String[] lines =
        IntStream.range(0, random.nextInt(5))
            .mapToObj(_ -> any(KEYS).line())
            .toArray(String[]::new);
    var limits = random.nextInt(4) == 0 ? new Limits(random.nextInt(4), null) : Limits.NONE;
    return random.nextInt(8) == 0
        ? Houses.suspended(name, lines)
        : Houses.user(name, limits, random.nextBoolean() ? List.of("g") : List.of(), lines);
  }

  private Template template(String name) {
    var access =
        switch (random.nextInt(3)) {
          case 0 -> Access.EVERYONE;
          case 1 -> new Access(List.of(any(NAMES)), List.of());
          default -> new Access(List.of(), List.of("g"));
        };
    return Houses.template(name, access, Policy.EVERYTHING);
  }

  private List<String> logins() {
    List<String> logins = new ArrayList<>();
    for (int at = 0; at < 3; at++) {
      logins.add(any(NAMES) + (random.nextBoolean() ? "-" : "+") + any(NAMES));
    }
    logins.add(any(NAMES));
    var noise = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      noise.append(PIECES[random.nextInt(PIECES.length)]);
    }
    logins.add(noise.toString());
    return logins;
  }

  private static List<String> owners(House house, Key key) {
    return house.users().values().stream()
        .filter(user -> user.keys().stream().anyMatch(one -> one.key().equals(key)))
        .map(User::name)
        .toList();
  }

  private static ByCertificate certificate(String name) {
    return new ByCertificate(
        Keys.number(50), CA, "id", 1, List.of(name), Map.of(), Set.of("permit-pty"));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
