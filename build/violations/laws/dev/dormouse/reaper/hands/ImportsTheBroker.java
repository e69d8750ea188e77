// breaks reaperImportsMetricsAndCrdsAlone
package dev.dormouse.reaper.hands;

import dev.dormouse.broker.relay.ImportsTheReaper;

public final class ImportsTheBroker {
  public static int one() {
    return ImportsTheReaper.one();
  }
}
