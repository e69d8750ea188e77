package dev.dormouse.embedded.api.store;

import java.util.Comparator;

/** Where an object of a kind is found; the namespace is empty for what belongs to the cluster. */
public record Key(String namespace, String name) implements Comparable<Key> {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::namespace).thenComparing(Key::name);

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
