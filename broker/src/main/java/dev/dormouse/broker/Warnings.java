package dev.dormouse.broker;

import dev.dormouse.broker.cluster.Notice;
import dev.dormouse.broker.ssh.Errand;
import dev.dormouse.broker.ssh.Errands;
import dev.dormouse.broker.ssh.Terminals;
import dev.dormouse.broker.wake.Standing;
import dev.dormouse.broker.wake.Wakes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the terminals of a session that it is about to sleep. That goes by the pod, since a
 * connection's messages are its two ends' alone; whatever fails is one line in the log.
 */
record Warnings(Wakes wakes, Errands errands) {
  private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);

  /** Takes seconds, and not for ever. */
  void warn(Notice notice) throws InterruptedException {
    if (wakes.standing(notice.order()) instanceof Standing.Reachable at
        && errands.run(
                OwnErrands.into(notice.order(), at, notice.loginUser(), "warns"),
                shell -> shell.run(Terminals.tell(notice.line())))
            instanceof Errand.Failed(var why)) {
      LOG.atInfo()
          .addKeyValue("session", notice.order().session())
          .addKeyValue("why", why)
          .log("terminals not warned");
    }
  }
}
