package dev.dormouse.broker.cluster;

import dev.dormouse.crds.Brief;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Why a watch isn't heard.
 *
 * @param status what the API server answered; 0 when it didn't
 * @param words empty when it is heard
 */
record Trouble(int status, String words) {
  static final Trouble NONE = new Trouble(0, "");

  static Trouble of(Throwable problem) {
    List<Throwable> causes =
        Stream.iterate(problem, Objects::nonNull, Throwable::getCause).limit(20).toList();
    int status = 0;
    for (Throwable one : causes) {
      if (one instanceof KubernetesClientException answer && answer.getCode() > 0) {
        status = answer.getCode();
      }
    }
    return new Trouble(status, words(causes));
  }

  /** Java's own words for the usual ones are none at all. */
  private static String words(List<Throwable> causes) {
    if (has(causes, UnresolvedAddressException.class)) {
      return "there is no host of that name";
    }
    if (has(causes, HttpTimeoutException.class)) {
      return "no answer in time";
    }
    if (has(causes, ConnectException.class)) {
      return "the connection was refused";
    }
    Throwable deepest = causes.getLast();
    String said = Brief.of(String.valueOf(deepest.getMessage()));
    return deepest.getMessage() == null || said.isEmpty()
        ? deepest.getClass().getSimpleName()
        : said;
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
    return causes.stream().anyMatch(kind::isInstance);
  }

  boolean isNone() {
    return words.isEmpty();
  }

  /** No answer at all. */
  boolean isSilence() {
    return status == 0 && !isNone();
  }
}
