// breaks brokerImportsMetricsAndCrdsAlone
package dev.dormouse.broker.relay;

import dev.dormouse.reaper.hands.ImportsTheBroker;

public final class ImportsTheReaper {
  public static int one() {
    return ImportsTheBroker.one();
  }
}
