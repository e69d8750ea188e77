package dev.dormouse.broker.ssh;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One attempt to reach a pod: told by the event loop, awaited by a visit. Its first answer counts.
 */
final class Dialling {
  private final Pin pin;
  private final Certificates certificates;
  private final CompletableFuture<Dialled> answer = new CompletableFuture<>();

  Dialling(Pin pin, Certificates certificates) {
    this.pin = pin;
    this.certificates = certificates;
  }

  Pin pin() {
    return pin;
  }

  Dialled await(Duration patience) throws InterruptedException {
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      closed("no answer", "no answer within %d ms".formatted(patience.toMillis()));
      return answer.join();
    } catch (ExecutionException bug) {
      throw new IllegalStateException("dialling", bug.getCause());
    } catch (InterruptedException left) {
      if (!answer.complete(new Dialled.NotYet("nobody waits any more", ""))
          && answer.join() instanceof Dialled.Connected(var leg)) {
        leg.close();
      }
      throw left;
    }
  }

  /** Whatever else the answer is, this session isn't it. */
  void began(PodSession session) {
    var _ =
        answer.thenAccept(
            dialled -> {
              if (!(dialled instanceof Dialled.Connected)) {
                session.io().execute(() -> session.close(true));
              }
            });
  }

  void established(PodSession session) {
    answer.complete(new Dialled.Connected(new PodLeg(session, certificates)));
  }

  void stranger(String fingerprint) {
    answer.complete(new Dialled.WrongHostKey(fingerprint));
  }

  void closed(String why, String seen) {
    answer.complete(new Dialled.NotYet(why, seen));
  }
}
