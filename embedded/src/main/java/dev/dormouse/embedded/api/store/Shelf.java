package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects of one kind as they are, and how they lately changed.
 *
 * <p>Objects on a shelf are never changed, only replaced: whoever got one may keep it. A watcher is
 * a place in the history that moves on as fast as its reader does; one that the history has left
 * behind is lost, so a slow reader costs nothing.
 */
public final class Shelf {
  private final int historyLength;
  private final NavigableMap<Key, ObjectNode> objects = new TreeMap<>();
  private final NavigableMap<Long, Change> history = new TreeMap<>();
  private final Set<Runnable> followers = new LinkedHashSet<>();
  private long floor;

  Shelf(int historyLength, long floor) {
    this.historyLength = historyLength;
    this.floor = floor;
  }

  public Optional<ObjectNode> get(Key key) {
    return Optional.ofNullable(objects.get(key));
  }

  public List<ObjectNode> all() {
    return List.copyOf(objects.values());
  }

  public boolean isEmpty() {
    return objects.isEmpty();
  }

  /** Versions below this one can't be asked for any more. */
  public long floor() {
    return floor;
  }

  /** The first change after a version, if there is one. */
  public Optional<Change> after(long version) {
    return Optional.ofNullable(history.higherEntry(version)).map(Map.Entry::getValue);
  }

  /** How it was at a version that is not below the floor. */
  public List<ObjectNode> at(long version) {
    var then = new TreeMap<>(objects);
    for (var change : history.tailMap(version, false).descendingMap().values()) {
      switch (change) {
        case Change.Added(_, var object) -> then.remove(new Meta(object).key());
        case Change.Modified(_, var before, _) -> then.put(new Meta(before).key(), before);
        case Change.Deleted(_, var before, _) -> then.put(new Meta(before).key(), before);
      }
    }
    return List.copyOf(then.values());
  }

  /** Calls back after each change, until the answer is run. */
  public Runnable follow(Runnable follower) {
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  void record(Change change) {
    switch (change) {
      case Change.Added(_, var object) -> objects.put(new Meta(object).key(), object);
      case Change.Modified(_, _, var after) -> objects.put(new Meta(after).key(), after);
      case Change.Deleted(_, var before, _) -> objects.remove(new Meta(before).key());
    }
    history.put(change.version(), change);
    if (history.size() > historyLength) {
      floor = history.pollFirstEntry().getKey();
    }
    List.copyOf(followers).forEach(Runnable::run);
  }
}
