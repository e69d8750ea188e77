package dev.dormouse.broker;

import dev.dormouse.broker.cluster.KubernetesCluster;
import dev.dormouse.broker.login.Admission;
import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.login.Proof;
import dev.dormouse.broker.relay.Meter;
import dev.dormouse.broker.ssh.Grant;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.broker.wake.Wakes;
import dev.dormouse.crds.objects.Names;
import dev.dormouse.metrics.BrokerMetrics;
import dev.dormouse.metrics.audit.Audit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What a connection finds on its way: the rooms, wired once. */
record Rooms(
    KubernetesCluster cluster,
    Wakes wakes,
    BrokerMetrics metrics,
    Audit audit,
    InstantSource clock,
    List<Key> trustedUserCas,
    String userNamespaces) {
  /**
   * A pod's sshd asks for the certificate once, at the login; the clocks of nodes differ a little.
   */
  private static final Duration GRANT_LASTS = Duration.ofMinutes(5);

  Order order(Admission.To to) {
    return new Order(
        new SessionId(userNamespaces + to.user().name(), to.session()),
        to.user().name(),
        to.template().name(),
        to.template().startWithin());
  }

  /** Counts what goes by for the metrics. */
  Meter meter() {
    return new Meter() {
      @Override
      public void up(int bytes) {
        metrics.relayedUp(bytes);
      }

      @Override
      public void down(int bytes) {
        metrics.relayedDown(bytes);
      }

      @Override
      public void pausedUp(boolean now) {
        metrics.pausedUp(now);
      }

      @Override
      public void pausedDown(boolean now) {
        metrics.pausedDown(now);
      }
    };
  }

  /** What the pod's sshd shall let this guest do, and no other pod's. */
  Grant grant(Admission.To to, Proof proof, String run) {
    var session = order(to).session();
    return new Grant(
        "%s %s %s".formatted(to.user().name(), session.name(), run),
        Names.principal(session.namespace(), session.name()),
        to.policy().agentForwarding(),
        to.policy().portForwarding(),
        to.policy().x11(),
        proof.pty(),
        proof.userRc(),
        to.forceCommand(),
        GRANT_LASTS);
  }
}
