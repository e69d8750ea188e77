package dev.dormouse.broker.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/**
 * Runs what the broker itself has to do in a pod, over a connection of its own that lasts no longer
 * than that. A guest's connection is never used for it: what is in there is the guest's.
 */
public final class Errands {
  private static final Duration DIAL_PATIENCE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Upstream upstream;

  Errands(Upstream upstream) {
    this.upstream = upstream;
  }

  /** Goes there, does it, and leaves. */
  public Errand.Outcome run(Errand errand, Errand.Task task) throws InterruptedException {
    return switch (upstream.dial(errand.pod(), errand.hostKey(), DIAL_PATIENCE)) {
      case Dialled.NotYet(var why, _) -> new Errand.Failed(why);
      case Dialled.NoPin(var line) -> new Errand.Failed("no host key to know it by: " + line);
      case Dialled.WrongHostKey(var seen) -> new Errand.Failed("another host key: " + seen);
      case Dialled.Connected(var leg) -> {
        try (leg) {
          yield in(errand, task, leg);
        }
      }
    };
  }

  private static Errand.Outcome in(Errand errand, Errand.Task task, Leg leg)
      throws InterruptedException {
    return switch (leg.login(errand.user(), errand.grant(), PATIENCE)) {
      case LoggedIn.Yes() -> {
        var session = ((PodLeg) leg).session();
        session.io().execute(session.io()::resumeRead);
        yield task.in(script -> ran(script, session));
      }
      case LoggedIn.Denied(var why) -> new Errand.Failed(why);
      case LoggedIn.Lost(var why) -> new Errand.Failed(why);
    };
  }

  /** The script goes in by stdin: so no shell of anybody's has to take it for one of its lines. */
  private static Errand.Outcome ran(String script, PodSession session) {
    try {
      ChannelExec channel = session.createExecChannel("exec /bin/sh");
      try {
        var said = new Beginning();
        channel.setOut(said);
        channel.setErr(OutputStream.nullOutputStream());
        channel.open().verify(PATIENCE);
        try (var in = channel.getInvertedIn()) {
          in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
        var status = channel.getExitStatus();
        return status == null
            ? new Errand.Failed("no end within %d s".formatted(PATIENCE.toSeconds()))
            : new Errand.Ran(status, said.text());
      } finally {
        channel.close(true);
      }
    } catch (IOException failed) {
      return new Errand.Failed(String.valueOf(failed.getMessage()));
    }
  }

  /** Keeps the first of what is written, and takes the rest as well: nobody shall wait for it. */
  private static final class Beginning extends OutputStream {
    private static final int MOST = 4 << 10;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int one) {
      if (kept.size() < MOST) {
        kept.write(one);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      kept.write(bytes, from, Math.min(length, MOST - kept.size()));
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
