package dev.dormouse.broker.cluster;

import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** This broker's connections, as the sessions' statuses tell them to the reaper. */
final class Attachments {
  private static final Duration LAST = Duration.ofSeconds(5);

  private final String broker;
  private final Snapshot snapshot;
  private final SessionCalls sessions;
  private final Pulse pulse;
  private final InstantSource clock;
  private final Map<SessionId, Attendance> known = new ConcurrentHashMap<>();

  Attachments(
      String broker, Snapshot snapshot, SessionCalls sessions, Pulse pulse, InstantSource clock) {
    this.broker = broker;
    this.snapshot = snapshot;
    this.sessions = sessions;
    this.pulse = pulse;
    this.clock = clock;
  }

  Attachment attach(SessionId session, String run) {
    return of(session).attach(run);
  }

  /** Corrects what this broker said before it was killed. */
  void settle() {
    for (Session session : snapshot.sessions().told()) {
      SessionStatus status = session.getStatus();
      var mine = status == null ? null : status.attachments().get(broker);
      if (mine != null && mine.open() > 0) {
        var meta = session.getMetadata();
        of(new SessionId(meta.getNamespace(), meta.getName())).settle();
      }
    }
  }

  /** Nobody is attached by this broker any more; waits a little until that is written. */
  void end() {
    known.values().forEach(Attendance::end);
    long end = System.nanoTime() + LAST.toNanos();
    try {
      for (Attendance one : known.values()) {
        one.awaitWritten(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private Attendance of(SessionId session) {
    return known.computeIfAbsent(session, id -> new Attendance(id, new Written()));
  }

  private final class Written implements Attendance.Desk {
    @Override
    public Outcome<Session> write(SessionId session, int open, Duration patience)
        throws InterruptedException {
      var patch = StatusPatch.attachment(broker, open, clock.instant());
      return sessions.patchStatus(session, patch, patience);
    }

    @Override
    public boolean away() {
      return pulse.away();
    }

    @Override
    public boolean awake(SessionId session, String run) {
      return snapshot
          .session(session)
          .filter(one -> one.getSpec().wanted() == Wanted.AWAKE)
          .filter(one -> run.equals(one.getSpec().run()))
          .isPresent();
    }
  }
}
