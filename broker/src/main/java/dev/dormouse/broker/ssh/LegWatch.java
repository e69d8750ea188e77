package dev.dormouse.broker.ssh;

import dev.dormouse.broker.net.Timer;
import dev.dormouse.broker.net.VertxIo;
import dev.dormouse.broker.relay.Parting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** Watches one leg's session: when a key exchange is over, and how the leg ended. */
final class LegWatch implements SessionListener {
  private record Unsettled(Runnable task, Timer deadline) {}

  private final VertxIo io;
  private final List<Unsettled> unsettled = new ArrayList<>();
  private Consumer<Parting> listener = _ -> {};
  private @Nullable Parting parting;
  private boolean over;

  LegWatch(VertxIo io) {
    this.io = io;
  }

  /**
   * Runs it when keys are exchanged: now, or then. Whoever doesn't end an exchange that something
   * waits for is ended by it.
   */
  void settled(Session session, Runnable task) {
    if (session.getKexState() == KexState.DONE) {
      task.run();
    } else {
      unsettled.add(new Unsettled(task, io.after(Hall.LONGEST_KEX, () -> endless(session))));
    }
  }

  private void endless(Session session) {
    ended(
        new Parting(
            true, "a key exchange took longer than %d s".formatted(Hall.LONGEST_KEX.toSeconds())));
    session.close(true);
  }

  /** Says why, once no key exchange is going on, and closes; however long that takes, it ends. */
  void part(Session session, String words) {
    io.after(Hall.LONGEST_KEX, () -> session.close(true));
    settledOrNew(
        session,
        () -> {
          try {
            session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, Words.plain(words));
          } catch (IOException failed) {
            session.close(true);
          }
        });
  }

  /** Runs it as {@link #settled} does; at once when there never were any keys to exchange anew. */
  private void settledOrNew(Session session, Runnable task) {
    if (session.getSessionId() == null) {
      task.run();
    } else {
      settled(session, task);
    }
  }

  /** Tells it when the leg is over; at once when it is. */
  void onParting(Consumer<Parting> told) {
    listener = told;
    if (over && parting != null) {
      told.accept(parting);
    }
  }

  /** MINA says so just before it is. */
  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.KeyEstablished && !unsettled.isEmpty()) {
      io.execute(() -> settle(session));
    }
  }

  /** One by one: a peer that begins another exchange at once gets no more time for it. */
  private void settle(Session session) {
    while (!unsettled.isEmpty() && session.getKexState() == KexState.DONE) {
      var next = unsettled.removeFirst();
      next.deadline().cancel();
      next.task().run();
    }
  }

  @Override
  public void sessionDisconnect(
      Session session, int reason, String message, String language, boolean initiator) {
    ended(new Parting(false, Words.brief(message)));
  }

  @Override
  public void sessionException(Session session, Throwable failed) {
    var words = failed.getMessage();
    ended(
        new Parting(true, words == null ? failed.getClass().getSimpleName() : Words.brief(words)));
  }

  @Override
  public void sessionClosed(Session session) {
    if (over) {
      return;
    }
    over = true;
    ended(new Parting(false, "the connection was lost"));
    onParting(listener);
  }

  private void ended(Parting how) {
    if (parting == null) {
      parting = how;
    }
  }
}
