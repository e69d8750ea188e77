package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Particulars;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionSpec;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionStatus.Attachment;
import dev.dormouse.crds.SessionStatus.Cost;
import dev.dormouse.crds.SessionStatus.Use;
import dev.dormouse.crds.Startup;
import dev.dormouse.crds.Wanted;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session as its owner is told of it. */
final class Owners {
  private static final Cost NOTHING = new Cost(0, 0, Instant.EPOCH);

  private Owners() {}

  /**
   * From the resource.
   *
   * @param made what it is made from, in words
   */
  static Owned owned(Session session, String made) {
    SessionSpec spec = session.getSpec();
    SessionStatus status = requireNonNullElse(session.getStatus(), SessionStatus.NEW);
    Phase phase = requireNonNullElse(status.phase(), Phase.ASLEEP);
    boolean awake = spec.wanted() == Wanted.AWAKE;
    // A status tells of the run it names: that of another is no news of this one.
    boolean begins = awake && spec.run() != null && !spec.run().equals(status.run());
    return new Owned(
        spec.owner(),
        session.getMetadata().getName(),
        spec.template(),
        begins ? Phase.WAKING : phase,
        awake,
        begins ? "" : requireNonNullElse(status.message(), ""),
        particulars(session, status, made));
  }

  private static Particulars particulars(Session session, SessionStatus status, String made) {
    int open = status.attachments().values().stream().mapToInt(Attachment::open).sum();
    Cost cost = requireNonNullElse(status.cost(), NOTHING);
    return new Particulars(
        made,
        session.getMetadata().getDeletionTimestamp() != null,
        open,
        since(status),
        status.sleepsAt(),
        open == 0 ? idleSince(session.getSpec(), status.use()) : null,
        session.getSpec().keepUntil(),
        requireNonNullElse(status.why(), ""),
        cost.podSecondsUsed(),
        cost.podSecondsSaved(),
        status.cost() == null ? null : cost.countedTo(),
        status.notes());
  }

  /** The reaper counts from one change of the phase to the next; a start is known before that. */
  private static @Nullable Instant since(SessionStatus status) {
    Startup startup = status.startup();
    Instant started = startup == null ? null : startup.started();
    if (status.phase() == Phase.AWAKE && started != null) {
      return started;
    }
    return status.cost() == null ? null : status.cost().countedTo();
  }

  private static @Nullable Instant idleSince(SessionSpec spec, @Nullable Use use) {
    return use == null || use.attached() || !Objects.equals(use.run(), spec.run())
        ? null
        : use.lastUsed();
  }
}
