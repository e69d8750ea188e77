package dev.dormouse.broker;

import dev.dormouse.broker.ssh.Errand;
import dev.dormouse.broker.ssh.Grant;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.crds.objects.Names;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The broker's own ways into its sessions, with as few rights as a shell needs. */
final class OwnErrands {
  private static final Duration GRANT_LASTS = Duration.ofMinutes(5);

  private OwnErrands() {}

  /**
   * Into this one.
   *
   * @param purpose what the pod's log will say of it
   */
  static Errand into(Order order, Standing.Reachable at, String loginUser, String purpose) {
    var session = order.session();
    return new Errand(
        new InetSocketAddress(at.pod().address(), at.pod().port()),
        at.hostKey(),
        loginUser,
        new Grant(
            "dormouse %s %s %s".formatted(purpose, session.name(), at.run()),
            Names.principal(session.namespace(), session.name()),
            false,
            false,
            false,
            false,
            false,
            "",
            GRANT_LASTS));
  }
}
