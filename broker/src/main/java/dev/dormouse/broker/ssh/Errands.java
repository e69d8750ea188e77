package dev.dormouse.broker.ssh;

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

  /** Runs it to its end, or to the end of our patience. */
  public Errand.Outcome run(Errand errand) throws InterruptedException {
    return switch (upstream.dial(errand.pod(), errand.hostKey(), DIAL_PATIENCE)) {
      case Dialled.NotYet(var why, _) -> new Errand.Failed(why);
      case Dialled.NoPin(var line) -> new Errand.Failed("no host key to know it by: " + line);
      case Dialled.WrongHostKey(var seen) -> new Errand.Failed("another host key: " + seen);
      case Dialled.Connected(var leg) -> {
        try (leg) {
          yield in(errand, leg);
        }
      }
    };
  }

  private static Errand.Outcome in(Errand errand, Leg leg) throws InterruptedException {
    return switch (leg.login(errand.user(), errand.grant(), PATIENCE)) {
      case LoggedIn.Yes() -> ran(errand, ((PodLeg) leg).session());
      case LoggedIn.Denied(var why) -> new Errand.Failed(why);
      case LoggedIn.Lost(var why) -> new Errand.Failed(why);
    };
  }

  /** The script goes in by stdin: so no shell of anybody's has to take it for one of its lines. */
  private static Errand.Outcome ran(Errand errand, PodSession session) {
    session.io().execute(session.io()::resumeRead);
    try {
      ChannelExec channel = session.createExecChannel("exec /bin/sh");
      try {
        channel.setOut(OutputStream.nullOutputStream());
        channel.setErr(OutputStream.nullOutputStream());
        channel.open().verify(PATIENCE);
        try (var in = channel.getInvertedIn()) {
          in.write(errand.script().getBytes(StandardCharsets.UTF_8));
        }
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
        var status = channel.getExitStatus();
        return status == null
            ? new Errand.Failed("no end within %d s".formatted(PATIENCE.toSeconds()))
            : new Errand.Ran(status);
      } finally {
        channel.close(true);
      }
    } catch (IOException failed) {
      return new Errand.Failed(String.valueOf(failed.getMessage()));
    }
  }
}
