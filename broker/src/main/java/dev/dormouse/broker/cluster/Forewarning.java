package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.Span;
import java.time.Duration;
import java.time.Instant;

/** When people are told that their session is about to sleep, and in which words. */
final class Forewarning {
  private static final Duration LONGEST_LEAD = Duration.ofMinutes(5);
  private static final int PART_OF_IDLE = 4;
  private static final Duration NEARLY = Duration.ofSeconds(1);
  private static final Duration A_MINUTE_OR_TWO = Duration.ofSeconds(90);

  private Forewarning() {}

  /**
   * Whether it is to be told now.
   *
   * @param told the sleep that was told last: one that was only put off a little is the same
   */
  static boolean due(Instant now, Instant sleepsAt, Duration idleAfter, Instant told) {
    Duration lead = lead(idleAfter);
    return now.isBefore(sleepsAt)
        && !now.isBefore(sleepsAt.minus(lead))
        && Duration.between(told, sleepsAt).abs().compareTo(lead) >= 0;
  }

  private static Duration lead(Duration idleAfter) {
    Duration part = idleAfter.dividedBy(PART_OF_IDLE);
    return part.compareTo(LONGEST_LEAD) < 0 ? part : LONGEST_LEAD;
  }

  /** The line. What would help is said where something would. */
  static String line(Session session, SessionTemplateSpec template, Instant now) {
    SessionStatus status = requireNonNullElse(session.getStatus(), SessionStatus.NEW);
    Instant sleepsAt = requireNonNullElse(status.sleepsAt(), now);
    String name = session.getMetadata().getName();
    String why = requireNonNullElse(status.why(), "");
    String line =
        "dormouse: %s goes to sleep in %s%s"
            .formatted(
                name, words(Duration.between(now, sleepsAt)), why.isEmpty() ? "" : ": " + why);
    return isItsLongest(status, template, sleepsAt)
        ? line
        : line
            + ". type anything, or: ssh %s@host keep %s 2h"
                .formatted(session.getSpec().owner(), name);
  }

  /** By maxRun, which no use puts off. */
  private static boolean isItsLongest(
      SessionStatus status, SessionTemplateSpec template, Instant sleepsAt) {
    String longest = template.lifecycle().maxRun();
    return longest != null
        && (status.use() == null
            || status.use().since() == null
            || !status.use().since().plus(Span.parse(longest)).isAfter(sleepsAt.plus(NEARLY)));
  }

  /** In whole minutes, or in seconds when there are few. */
  private static String words(Duration left) {
    if (left.compareTo(A_MINUTE_OR_TWO) >= 0) {
      return left.plusSeconds(30).toMinutes() + " minutes";
    }
    long seconds = Math.max(1, left.plusMillis(500).toSeconds());
    return seconds == 1 ? "1 second" : seconds + " seconds";
  }
}
