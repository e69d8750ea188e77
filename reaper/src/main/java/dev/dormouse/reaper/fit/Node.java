package dev.dormouse.reaper.fit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A node, as far as a size cares.
 *
 * @param room what it has for pods, by resource
 */
public record Node(Map<String, String> labels, List<Taint> taints, Map<String, BigDecimal> room) {
  public Node {
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
    room = Map.copyOf(room);
  }

  /** What keeps pods off that don't tolerate it. */
  public record Taint(String key, String value, String effect) {
    @Override
    public String toString() {
      return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect;
    }
  }

  boolean isLabelled(Map<String, String> wanted) {
    return labels.entrySet().containsAll(wanted.entrySet());
  }

  boolean hasRoomFor(String resource, BigDecimal amount) {
    return room.getOrDefault(resource, BigDecimal.ZERO).compareTo(amount) >= 0;
  }
}
