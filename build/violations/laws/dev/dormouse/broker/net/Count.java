// breaks packagesFormNoCycle
package dev.dormouse.broker.net;

import dev.dormouse.metrics.Door;

public final class Count {
  public static int one() {
    return Door.open();
  }
}
