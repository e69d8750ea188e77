package dev.dormouse.broker.login;

import dev.dormouse.crds.Limits;
import dev.dormouse.crds.Policy;
import dev.dormouse.crds.SessionUserSpec;
import dev.dormouse.crds.SessionUserStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who may log in.
 *
 * @param keys each key once, in the order of its lines
 * @param problems of the lines that open nothing, a sentence each
 */
public record User(
    String name,
    List<OpenKey> keys,
    Set<String> groups,
    boolean suspended,
    Limits limits,
    Policy policy,
    List<String> problems) {
  public User {
    keys = List.copyOf(keys);
    groups = Set.copyOf(groups);
    problems = List.copyOf(problems);
  }

  /** The user as the resource says. A broken line spoils that line and no other. */
  public static User of(String name, SessionUserSpec spec) {
    Map<Key, Integer> lines = new LinkedHashMap<>();
    List<OpenKey> keys = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (String line : spec.publicKeys()) {
      number++;
      switch (KeyLine.read(line)) {
        case KeyLine.Opens(OpenKey key) -> {
          Integer first = lines.putIfAbsent(key.key(), number);
          if (first == null) {
            keys.add(key);
          } else {
            problems.add("line %d repeats the key of line %d".formatted(number, first));
          }
        }
        case KeyLine.Broken(String why) ->
            problems.add("line %d is no public key: %s".formatted(number, why));
        case KeyLine.Remark() -> {}
      }
    }
    return new User(
        name,
        keys,
        Set.copyOf(spec.groups()),
        spec.suspended(),
        spec.limits(),
        spec.policy(),
        problems);
  }

  /** The user's line for exactly this key. */
  Optional<OpenKey> opener(Key key) {
    return keys.stream().filter(one -> one.key().equals(key)).findFirst();
  }

  public List<String> fingerprints() {
    return keys.stream().map(one -> one.key().fingerprint()).toList();
  }

  /** What the resource's status shall tell of the keys; of all else, what it told before. */
  public SessionUserStatus status(SessionUserStatus before) {
    return new SessionUserStatus(fingerprints(), problems, before.namespace());
  }
}
