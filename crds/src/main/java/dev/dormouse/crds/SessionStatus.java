package dev.dormouse.crds;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is true of a session. */
@JsonClassDescription("What is true of the session.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionStatus(
    @JsonPropertyDescription("Between asleep and awake, where it is.") @Nullable Phase phase,
    @JsonPropertyDescription("Why it is there, in a sentence; on a failure with its code.")
        @Nullable String message,
    @JsonPropertyDescription("The run that phase, message, pod and startup tell of.")
        @Nullable String run,
    @JsonPropertyDescription(
            "The public host key of its pods, as in a known_hosts file. It is made with the"
                + " session and never changes.")
        @Nullable String hostKey,
    @JsonPropertyDescription("The pod of the current run.") @Nullable RunningPod pod,
    @JsonPropertyDescription("When the current run reached each startup phase.")
        @Nullable Startup startup,
    @JsonPropertyDescription("By broker: its open connections to this session.")
        Map<String, Attachment> attachments,
    @JsonPropertyDescription("When it falls asleep if nothing happens until then.")
        @Nullable Instant sleepsAt) {
  public static final SessionStatus NEW =
      new SessionStatus(null, null, null, null, null, null, Map.of(), null);

  public SessionStatus {
    attachments = unmodifiableSortedMap(new TreeMap<>(requireNonNullElse(attachments, Map.of())));
  }

  /** The pod of the current run. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RunningPod(
      @JsonPropertyDescription("Its name.") @Nullable String name,
      @JsonPropertyDescription("Its uid.") @Nullable String uid,
      @JsonPropertyDescription("Its address.") @Nullable String ip,
      @JsonPropertyDescription("The node it runs on.") @Nullable String node) {}

  /** One broker's open connections. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Attachment(
      @JsonPropertyDescription("How many.") int open,
      @JsonPropertyDescription("Since when there are any, or there are none.")
          @Nullable Instant since) {}
}
