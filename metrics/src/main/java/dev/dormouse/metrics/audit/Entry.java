package dev.dormouse.metrics.audit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One event with its facts.
 *
 * @param facts texts, numbers, lists of texts; what is empty isn't there
 */
public record Entry(Event event, Map<Field, Object> facts) {
  /** Of this event nothing is known yet. */
  public static Entry of(Event event) {
    return new Entry(event, new EnumMap<>(Field.class));
  }

  public Entry with(Field field, String text) {
    return text.isEmpty() ? this : put(field, text);
  }

  public Entry with(Field field, long number) {
    return put(field, number);
  }

  public Entry with(Field field, List<String> texts) {
    return texts.isEmpty() ? this : put(field, List.copyOf(texts));
  }

  private Entry put(Field field, Object fact) {
    var more = new EnumMap<Field, Object>(Field.class);
    more.putAll(facts);
    more.put(field, fact);
    return new Entry(event, more);
  }
}
