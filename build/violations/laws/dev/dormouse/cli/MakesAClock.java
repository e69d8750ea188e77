// breaks clockAndEnvironmentAreReadInMainAlone
package dev.dormouse.cli;

import java.time.Clock;

final class MakesAClock {
  static Clock clock() {
    return Clock.systemUTC();
  }
}
