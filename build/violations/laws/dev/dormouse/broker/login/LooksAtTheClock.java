// breaks clockAndEnvironmentAreReadInMainAlone
package dev.dormouse.broker.login;

import java.time.Instant;

final class LooksAtTheClock {
  static Instant at() {
    return Instant.now();
  }
}
