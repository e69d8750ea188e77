// breaks clockAndEnvironmentAreReadInMainAlone
package dev.dormouse.embedded;

import java.time.Instant;
import java.util.function.Supplier;

final class HandsTheClockOn {
  static Supplier<Instant> clock() {
    return Instant::now;
  }
}
