package dev.dormouse.broker.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One kind of object, as its watch has told it, and what answers to our own calls told before the
 * watch did: so nobody decides on what they have just changed themselves. An answer counts until
 * the watch has come as far (resourceVersions of one kind are ordered numbers; Kubernetes promises
 * that since 1.35, and it has always been so).
 */
final class Ahead<T extends HasMetadata> {
  private static final String GROUP = "group";

  private final SharedIndexInformer<T> informer;
  private final Function<T, String> group;
  private final Bell bell;
  private final Map<String, Answered<T>> answered = new ConcurrentHashMap<>();
  private final Map<String, String> gone = new ConcurrentHashMap<>();

  private record Answered<T>(T object, long version, long at) {}

  /**
   * Over an informer that isn't started yet.
   *
   * @param group what {@link #all} asks for
   */
  Ahead(SharedIndexInformer<T> informer, Function<T, String> group, Bell bell) {
    this.bell = bell;
    this.informer = informer;
    this.group = group;
    informer.addIndexers(Map.of(GROUP, one -> List.of(group.apply(one))));
  }

  /** An answer of the API server, which is newer than what is known or doesn't count. */
  void put(T object) {
    var one = new Answered<>(object, version(object), System.nanoTime());
    answered.merge(
        key(object), one, (before, now) -> before.version() > now.version() ? before : now);
  }

  /**
   * The API server itself says that this very object is no more, however long its watch still tells
   * otherwise.
   */
  void gone(T object) {
    gone.put(key(object), uid(object));
    answered.remove(key(object));
    bell.ring();
  }

  Optional<T> get(String namespace, String name) {
    String key = namespace + "/" + name;
    Answered<T> one = answered.get(key);
    if (one != null) {
      if (counts(one)) {
        return Optional.of(one.object());
      }
      answered.remove(key, one);
    }
    return told(key);
  }

  /** What the watch tells under this key, but for what is known to be gone. */
  private Optional<T> told(String key) {
    T told = informer.getStore().getByKey(key);
    String dead = gone.get(key);
    if (dead == null) {
      return Optional.ofNullable(told);
    }
    if (told == null || !dead.equals(uid(told))) {
      gone.remove(key, dead);
      return Optional.ofNullable(told);
    }
    return Optional.empty();
  }

  /** Whether the API server itself said so within this time. */
  boolean heardWithin(String namespace, String name, long nanos) {
    Answered<T> one = answered.get(namespace + "/" + name);
    return one != null && System.nanoTime() - one.at() < nanos;
  }

  /** All of one group, own answers included. */
  Stream<T> all(String ofGroup) {
    Stream<T> known =
        informer.getIndexer().byIndex(GROUP, ofGroup).stream()
            .flatMap(one -> get(namespace(one), one.getMetadata().getName()).stream());
    if (answered.isEmpty()) {
      return known;
    }
    answered.values().removeIf(one -> !counts(one));
    return Stream.concat(
        known,
        answered.values().stream()
            .map(Answered::object)
            .filter(one -> group.apply(one).equals(ofGroup))
            .filter(one -> informer.getStore().getByKey(key(one)) == null));
  }

  /** Everything that the watch has told. */
  List<T> told() {
    return informer.getStore().list();
  }

  private boolean counts(Answered<T> one) {
    return one.version() > number(informer.lastSyncResourceVersion());
  }

  private static long version(HasMetadata object) {
    return number(object.getMetadata().getResourceVersion());
  }

  private static long number(String version) {
    try {
      return version == null ? -1 : Long.parseLong(version);
    } catch (NumberFormatException opaque) {
      return -1;
    }
  }

  private static String uid(HasMetadata object) {
    return String.valueOf(object.getMetadata().getUid());
  }

  private static String key(HasMetadata object) {
    return namespace(object) + "/" + object.getMetadata().getName();
  }

  private static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }
}
