package dev.dormouse.broker.cluster;

import dev.dormouse.crds.Brief;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the API server. What may pass by itself (a server that is overloaded, restarts, or can't
 * be reached) is tried again, with growing pauses; an unreachable one not for longer than people
 * should wait to be told.
 */
final class Calls {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Duration whileAway;

  Calls(Duration whileAway) {
    this.whileAway = whileAway;
  }

  <T> Outcome<T> call(Duration patience, Supplier<T> call) throws InterruptedException {
    long began = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted before a call");
      }
      try {
        return new Outcome.Got<>(call.get());
      } catch (IllegalStateException closed) {
        return new Outcome.Away<>("this broker is closing: " + closed.getMessage());
      } catch (KubernetesClientException failed) {
        if (Thread.interrupted()) {
          throw (InterruptedException) new InterruptedException("in a call").initCause(failed);
        }
        Duration passed = Duration.ofNanos(System.nanoTime() - began);
        Duration left = patienceFor(failed, patience).minus(passed);
        switch (Answered.by(failed)) {
          case CONFLICT -> {
            return new Outcome.Conflict<>();
          }
          case ABSENT -> {
            return new Outcome.Absent<>(message(failed));
          }
          case NO -> {
            return new Outcome.No<>(failed.getCode(), message(failed));
          }
          case LATER -> {
            if (left.compareTo(pause) <= 0) {
              return new Outcome.Away<>(Brief.of(message(failed)));
            }
          }
        }
        Duration asked = retryAfter(failed).orElse(pause);
        Thread.sleep(left.compareTo(asked) < 0 ? left : asked);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    }
  }

  /** A call that answers with nothing when there is no such object. */
  <T> Outcome<T> read(Duration patience, String name, Supplier<@Nullable T> call)
      throws InterruptedException {
    return call(
        patience,
        () -> {
          T found = call.get();
          if (found == null) {
            throw new KubernetesClientException(name + " not found", 404, null);
          }
          return found;
        });
  }

  private enum Answered {
    CONFLICT,
    ABSENT,
    NO,
    LATER;

    static Answered by(KubernetesClientException failed) {
      int code = failed.getCode();
      return switch (code) {
        case 404 -> ABSENT;
        case 409 -> CONFLICT;
        case 408, 429 -> LATER;
        case 403 -> passing(message(failed)) ? LATER : NO;
        default -> code >= 400 && code < 500 ? NO : LATER;
      };
    }

    /** A fresh namespace has no service account for some milliseconds. */
    private static boolean passing(String message) {
      return message.contains("serviceaccount") && message.contains("not found");
    }
  }

  /** A server that answers is waited for as long as anybody wants to; one that doesn't, less. */
  private Duration patienceFor(KubernetesClientException failed, Duration patience) {
    boolean answers = failed.getCode() == 429 || failed.getCode() == 403;
    return answers || patience.compareTo(whileAway) < 0 ? patience : whileAway;
  }

  private static Optional<Duration> retryAfter(KubernetesClientException failed) {
    Status status = failed.getStatus();
    return status == null
            || status.getDetails() == null
            || status.getDetails().getRetryAfterSeconds() == null
            || status.getDetails().getRetryAfterSeconds() <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(status.getDetails().getRetryAfterSeconds()));
  }

  private static String message(KubernetesClientException failed) {
    Status status = failed.getStatus();
    if (status != null && status.getMessage() != null && !status.getMessage().isEmpty()) {
      return status.getMessage();
    }
    Throwable deepest = failed;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }
}
