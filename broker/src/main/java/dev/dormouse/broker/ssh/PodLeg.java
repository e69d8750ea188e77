package dev.dormouse.broker.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.util.buffer.Buffer;

/** A pod's leg, as a visit has it in hand. */
record PodLeg(PodSession session, Certificates certificates) implements Leg {
  @Override
  public LoggedIn login(String user, Grant grant, Duration patience) throws InterruptedException {
    Buffer request;
    try {
      request = LoginRequest.of(session, user, certificates.issue(grant));
    } catch (Exception bug) {
      throw new IllegalStateException("making a certificate for " + grant.keyId(), bug);
    }
    var answer = session.podAuth().answer();
    session.io().execute(() -> send(request));
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return new LoggedIn.Lost(
          "no answer to the login within %d s".formatted(patience.toSeconds()));
    } catch (ExecutionException bug) {
      throw new IllegalStateException("logging in", bug.getCause());
    }
  }

  private void send(Buffer request) {
    session.onParting(parting -> session.podAuth().closed(parting.words()));
    if (session.open()) {
      try {
        session.podAuth().asks();
        session.writePacket(request);
      } catch (IOException failed) {
        session.fail(failed);
      }
    }
  }

  @Override
  public void close() {
    session.io().execute(() -> session.part("nobody needs it any more"));
  }
}
