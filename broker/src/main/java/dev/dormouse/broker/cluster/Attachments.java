package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** This broker's connections, as the sessions' statuses tell them to the reaper. */
final class Attachments {
  private static final Duration LAST = Duration.ofSeconds(5);

  /** Between two looks at what has moved. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** How long another broker may take to warn. */
  private static final Duration OTHERS = Duration.ofSeconds(5);

  /** Changes of sessions come in bursts. */
  private static final Duration TOGETHER = Duration.ofMillis(50);

  private final String broker;
  private final Snapshot snapshot;
  private final SessionCalls sessions;
  private final Pulse pulse;
  private final InstantSource clock;
  private final Map<SessionId, Attendance> known = new ConcurrentHashMap<>();
  private volatile Notice.Teller teller = _ -> {};
  private final Thread thread = Thread.ofVirtual().name("attachments").unstarted(this::look);

  Attachments(
      String broker, Snapshot snapshot, SessionCalls sessions, Pulse pulse, InstantSource clock) {
    this.broker = broker;
    this.snapshot = snapshot;
    this.sessions = sessions;
    this.pulse = pulse;
    this.clock = clock;
    thread.start();
  }

  private void look() {
    try {
      while (true) {
        long rung = snapshot.residents().rung();
        known.values().forEach(Attendance::look);
        snapshot.residents().await(rung, System.nanoTime() + LOOK.toNanos());
        Thread.sleep(TOGETHER);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  Attachment attach(SessionId session, String run) {
    return of(session).attach(run);
  }

  void onNotice(Notice.Teller one) {
    teller = one;
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
    thread.interrupt();
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

  private Seen seen(Session session) {
    SessionStatus status = requireNonNullElse(session.getStatus(), SessionStatus.NEW);
    return snapshot
        .template(session)
        .map(template -> Seen.of(status, template.getSpec(), broker))
        .orElse(Seen.NOTHING);
  }

  private void warn(Session session) throws InterruptedException {
    Optional<SessionTemplate> template = snapshot.template(session);
    if (!seen(session).first() || template.isEmpty()) {
      // Another broker does; what its line moves here is nobody's use either.
      Thread.sleep(OTHERS);
      return;
    }
    teller.tell(
        new Notice(
            snapshot.order(session),
            template.get().getSpec().loginUser(),
            Forewarning.line(session, template.get().getSpec(), clock.instant())));
  }

  private final class Written implements Attendance.Desk {
    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public Outcome<Session> write(
        SessionId session, int open, Instant since, boolean arrival, Duration patience)
        throws InterruptedException {
      var patch =
          arrival && seen(session).enough() > 0
              ? StatusPatch.arrival(broker, open, since, clock.instant())
              : StatusPatch.attachment(broker, open, since);
      return sessions.patchStatus(session, patch, patience);
    }

    @Override
    public boolean active(SessionId session, Instant at, Duration patience)
        throws InterruptedException {
      return sessions.patchStatus(session, StatusPatch.active(broker, at), patience)
          instanceof Outcome.Got;
    }

    @Override
    public void warn(SessionId session) throws InterruptedException {
      Optional<Session> known = snapshot.session(session);
      if (known.isPresent()) {
        Attachments.this.warn(known.get());
      }
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

    @Override
    public Seen seen(SessionId session) {
      return snapshot.session(session).map(Attachments.this::seen).orElse(Seen.NOTHING);
    }
  }
}
