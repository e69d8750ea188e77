package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is true of a session. */
@JsonClassDescription("What is true of the session.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionStatus(
    @JsonPropertyDescription("Between asleep and awake, where it is.") @Nullable Phase phase,
    @JsonPropertyDescription("The pod of the current run.") @Nullable RunningPod pod,
    @JsonPropertyDescription("When it falls asleep if nothing happens until then.")
        @Nullable Instant sleepsAt) {

  /** The pod of the current run. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RunningPod(
      @JsonPropertyDescription("The node it runs on.") @Nullable String node) {}
}
