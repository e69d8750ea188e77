package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.desk.Change;
import dev.dormouse.broker.desk.Register;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.objects.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the desk's verbs read and write of a session. */
final class DeskRegister implements Register {
  /** Somebody sits before it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Snapshot snapshot;
  private final SessionCalls sessions;
  private final Losses losses;
  private final String userNamespaces;

  DeskRegister(Snapshot snapshot, SessionCalls sessions, Losses losses, String userNamespaces) {
    this.losses = losses;
    this.snapshot = snapshot;
    this.sessions = sessions;
    this.userNamespaces = userNamespaces;
  }

  @Override
  public Read read(String owner, String session) throws InterruptedException {
    return switch (sessions.read(id(owner, session), PATIENCE)) {
      case Outcome.Got<Session>(var one) when snapshot.counts(one) ->
          new Read.Found(
              owned(one), one.getMetadata().getUid(), one.getMetadata().getResourceVersion());
      case Outcome.Got<Session> _, Outcome.Absent<Session> _, Outcome.Conflict<Session> _ ->
          new Read.Absent();
      case Outcome.No<Session>(var status, var message) -> {
        var no = No.to(status, message);
        yield new Read.Refused(no.code(), no.why());
      }
      case Outcome.Away<Session>(var why) -> new Read.Away(why);
    };
  }

  @Override
  public Written write(Read.Found read, Change change) throws InterruptedException {
    var id = id(read.session().owner(), read.session().name());
    var version = read.version();
    return switch (change) {
      case Change.KeepUntil(var until) -> patch(id, StatusPatch.keep(version, until));
      case Change.KeepNoMore() -> patch(id, StatusPatch.keepNoMore(version));
      case Change.Sleep() -> patch(id, StatusPatch.asleep(version));
      case Change.Remove(var withHome) -> remove(id, read, withHome);
    };
  }

  @Override
  public Renewed renew(String owner, String session) throws InterruptedException {
    return losses.forget(owner, id(owner, session));
  }

  private Written patch(SessionId id, String patch) throws InterruptedException {
    return written(sessions.patch(id, patch, PATIENCE));
  }

  /**
   * The finalizer comes before the end: whoever dies in between leaves a session that is as it was.
   * One that an earlier attempt left is taken off again when the home isn't to go this time.
   */
  private Written remove(SessionId id, Read.Found read, boolean withHome)
      throws InterruptedException {
    Optional<Session> known = snapshot.session(id);
    if (known.isEmpty() || !known.get().getMetadata().getResourceVersion().equals(read.version())) {
      return new Written.Overtaken();
    }
    return switch (marked(id, known.get(), withHome)) {
      case Outcome.Got<Session>(var marked) -> deleted(marked);
      case Outcome<Session> other -> unwritten(other);
    };
  }

  private Outcome<Session> marked(SessionId id, Session session, boolean withHome)
      throws InterruptedException {
    List<String> finalizers =
        new ArrayList<>(requireNonNullElse(session.getMetadata().getFinalizers(), List.of()));
    if (finalizers.contains(Names.FORGET_HOME) == withHome) {
      return new Outcome.Got<>(session);
    }
    if (withHome) {
      finalizers.add(Names.FORGET_HOME);
    } else {
      finalizers.remove(Names.FORGET_HOME);
    }
    var version = session.getMetadata().getResourceVersion();
    return sessions.patch(id, StatusPatch.finalizers(version, finalizers), PATIENCE);
  }

  private Written deleted(Session session) throws InterruptedException {
    return switch (sessions.delete(session, PATIENCE)) {
      // Gone is gone: the answer to our own first attempt may have been lost.
      case Outcome.Got<String> _, Outcome.Absent<String> _ ->
          new Written.Done(owned(session).leaving());
      case Outcome<String> other -> unwritten(other);
    };
  }

  private Written written(Outcome<Session> outcome) {
    return outcome instanceof Outcome.Got<Session>(var now)
        ? new Written.Done(owned(now))
        : unwritten(outcome);
  }

  private static Written unwritten(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Got<?> _, Outcome.Conflict<?> _, Outcome.Absent<?> _ -> new Written.Overtaken();
      case Outcome.No<?>(var status, var message) -> {
        var no = No.to(status, message);
        yield new Written.Refused(no.code(), no.why());
      }
      case Outcome.Away<?>(var why) -> new Written.Away(why);
    };
  }

  private Owned owned(Session session) {
    return Owners.owned(session, snapshot.made(session));
  }

  private SessionId id(String owner, String session) {
    return new SessionId(userNamespaces + owner, session);
  }
}
