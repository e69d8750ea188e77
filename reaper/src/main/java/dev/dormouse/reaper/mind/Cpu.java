package dev.dormouse.reaper.mind;

/** What is known of a pod's use of cpu. */
public sealed interface Cpu {
  /** This cluster measures none. */
  record NotMeasured() implements Cpu {}

  /** It would be, but nothing is known of this pod just now. */
  record Unknown() implements Cpu {}

  /** In thousandths of a cpu. */
  record Measured(long milli) implements Cpu {}
}
