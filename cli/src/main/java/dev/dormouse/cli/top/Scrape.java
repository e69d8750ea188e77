package dev.dormouse.cli.top;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What brokers and reapers said at one moment, all together. */
public record Scrape(List<Sample> samples) {
  public Scrape {
    samples = List.copyOf(samples);
  }

  /** From the texts of their pages. */
  public static Scrape of(List<String> texts) {
    return new Scrape(texts.stream().flatMap(text -> Sample.of(text).stream()).toList());
  }

  /** Whether it is Dormouse that speaks. */
  public boolean isOurs() {
    return samples.stream().anyMatch(one -> one.name().startsWith("dormouse_"));
  }

  private Stream<Sample> named(String name) {
    return samples.stream().filter(one -> one.name().equals("dormouse_" + name));
  }

  boolean has(String name) {
    return named(name).findAny().isPresent();
  }

  double sum(String name) {
    return sum(name, _ -> true);
  }

  double sum(String name, Predicate<Sample> which) {
    return named(name).filter(which).mapToDouble(Sample::value).sum();
  }

  double max(String name) {
    return named(name).mapToDouble(Sample::value).max().orElse(0);
  }

  /** The sums of what is more than nothing, by one of the labels. */
  SortedMap<String, Double> by(String label, String name, Predicate<Sample> which) {
    SortedMap<String, Double> sums = new TreeMap<>();
    named(name)
        .filter(which)
        .filter(one -> one.value() > 0)
        .forEach(one -> sums.merge(one.label(label), one.value(), Double::sum));
    return sums;
  }

  /**
   * Within how many seconds this part of all was done, as exactly as the buckets tell; infinite
   * when it took longer than the last of them says.
   */
  double within(double part, String histogram, Predicate<Sample> which) {
    SortedMap<Double, Double> buckets = new TreeMap<>();
    named(histogram + "_bucket")
        .filter(which)
        .forEach(one -> buckets.merge(Sample.number(one.label("le")), one.value(), Double::sum));
    double wanted = part * buckets.values().stream().reduce(0.0, Math::max);
    return buckets.entrySet().stream()
        .filter(bucket -> bucket.getValue() >= wanted)
        .mapToDouble(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }
}
