package dev.dormouse.broker.cluster;

import java.util.HashSet;
import java.util.Set;

/** How much all connections to one session have moved, those included that have left. */
final class Odometer {
  private final Set<Attached> here = new HashSet<>();
  private long before;

  synchronized void joins(Attached one) {
    here.add(one);
  }

  synchronized void leaves(Attached one) {
    if (here.remove(one)) {
      before += one.moved();
    }
  }

  synchronized long moved() {
    return here.stream().mapToLong(Attached::moved).reduce(before, Long::sum);
  }
}
