package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When a session falls asleep, how long it may take, and what is left of it in the end. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.maxRun) || duration(self.idleAfter) <= duration(self.maxRun)",
    message =
        "idleAfter is longer than maxRun, so it would never count: shorten idleAfter or lengthen"
            + " maxRun")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Lifecycle(
    @JsonPropertyDescription(
            "persistent: it sleeps and its home stays. ephemeral: it is deleted with its home when"
                + " the last connection has been closed for grace. preemptible: persistent, and the"
                + " cluster may take its place for something more important.")
        @Default("persistent")
        Kind kind,
    @JsonPropertyDescription("A session that nobody has needed for this long falls asleep.")
        @Default(Lifecycle.IDLE_AFTER)
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        String idleAfter,
    @JsonPropertyDescription(
            "The longest that one run may last, used or not; unbounded when left out.")
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        @Nullable String maxRun,
    @JsonPropertyDescription(
            "How long a start may take, until whoever waits is told that it failed.")
        @Default(Lifecycle.START_WITHIN)
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        String startWithin,
    @JsonPropertyDescription("How long its processes have to end after SIGTERM.")
        @Default(Lifecycle.STOP_WITHIN)
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        String stopWithin,
    @JsonPropertyDescription("How long a session stays after its last connection, at the least.")
        @Default(Lifecycle.GRACE)
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        String grace,
    @JsonPropertyDescription(
            "How long after the time for its start a session that failed is left as it is, for who"
                + " wants to see why.")
        @Default(Lifecycle.FAILED_AFTER)
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        String failedAfter,
    @JsonPropertyDescription("How far ahead a user may keep a session awake (keep NAME 4h).")
        @Default(Lifecycle.KEEP_AT_MOST)
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        String keepAtMost,
    @JsonPropertyDescription(
            "A session that has slept for this long is deleted; never when left out. Its home stays"
                + " unless forgetHome says otherwise.")
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        @Nullable String forgetAfter,
    @JsonPropertyDescription(
            "true: forgetAfter deletes the home too, with every file in it, if it is the session's"
                + " own.")
        @Default("false")
        Boolean forgetHome) {
  static final String IDLE_AFTER = "30m";
  static final String START_WITHIN = "10m";
  static final String STOP_WITHIN = "15s";
  static final String GRACE = "1m";
  static final String FAILED_AFTER = "10m";
  static final String KEEP_AT_MOST = "24h";
  public static final Lifecycle STANDARD =
      new Lifecycle(
          Kind.PERSISTENT,
          IDLE_AFTER,
          null,
          START_WITHIN,
          STOP_WITHIN,
          GRACE,
          FAILED_AFTER,
          KEEP_AT_MOST,
          null,
          false);

  public Lifecycle {
    kind = requireNonNullElse(kind, Kind.PERSISTENT);
    idleAfter = requireNonNullElse(idleAfter, IDLE_AFTER);
    startWithin = requireNonNullElse(startWithin, START_WITHIN);
    stopWithin = requireNonNullElse(stopWithin, STOP_WITHIN);
    grace = requireNonNullElse(grace, GRACE);
    failedAfter = requireNonNullElse(failedAfter, FAILED_AFTER);
    keepAtMost = requireNonNullElse(keepAtMost, KEEP_AT_MOST);
    forgetHome = requireNonNullElse(forgetHome, false);
  }

  /** What becomes of a session that nobody needs. */
  public enum Kind {
    @JsonProperty("persistent")
    PERSISTENT,
    @JsonProperty("ephemeral")
    EPHEMERAL,
    @JsonProperty("preemptible")
    PREEMPTIBLE
  }
}
