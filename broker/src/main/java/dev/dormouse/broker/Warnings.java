package dev.dormouse.broker;

import dev.dormouse.broker.cluster.Notice;
import dev.dormouse.broker.ssh.Errand;
import dev.dormouse.broker.ssh.Errands;
import dev.dormouse.broker.ssh.Grant;
import dev.dormouse.broker.ssh.Terminals;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.Wakes;
import dev.dormouse.crds.objects.Names;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the terminals of a session that it is about to sleep. That goes by the pod, since a
 * connection's messages are its two ends' alone; whatever fails is one line in the log.
 */
record Warnings(Wakes wakes, Errands errands) {
  private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);
  private static final Duration GRANT_LASTS = Duration.ofMinutes(5);

  /** Takes seconds, and not for ever. */
  void warn(Notice notice) throws InterruptedException {
    if (wakes.standing(notice.order()) instanceof Standing.Reachable at
        && errands.run(errand(notice, at)) instanceof Errand.Failed(var why)) {
      LOG.atInfo()
          .addKeyValue("session", notice.order().session())
          .addKeyValue("why", why)
          .log("terminals not warned");
    }
  }

  private static Errand errand(Notice notice, Standing.Reachable at) {
    var session = notice.order().session();
    return new Errand(
        new InetSocketAddress(at.pod().address(), at.pod().port()),
        at.hostKey(),
        notice.loginUser(),
        new Grant(
            "dormouse warns " + session.name() + " " + at.run(),
            Names.principal(session.namespace(), session.name()),
            false,
            false,
            false,
            false,
            false,
            "",
            GRANT_LASTS),
        Terminals.tell(notice.line()));
  }
}
