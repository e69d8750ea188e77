package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** When a session falls asleep, and how long it may take. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.maxRun) || duration(self.idleAfter) <= duration(self.maxRun)",
    message =
        "idleAfter is longer than maxRun, so it would never count: shorten idleAfter or lengthen"
            + " maxRun")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Lifecycle(
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
        String stopWithin) {
  static final String IDLE_AFTER = "30m";
  static final String START_WITHIN = "10m";
  static final String STOP_WITHIN = "15s";
  public static final Lifecycle STANDARD =
      new Lifecycle(IDLE_AFTER, null, START_WITHIN, STOP_WITHIN);

  public Lifecycle {
    idleAfter = requireNonNullElse(idleAfter, IDLE_AFTER);
    startWithin = requireNonNullElse(startWithin, START_WITHIN);
    stopWithin = requireNonNullElse(stopWithin, STOP_WITHIN);
  }
}
