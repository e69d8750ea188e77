package dev.dormouse.crds;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.List;
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
    @JsonPropertyDescription(
            "The home that its files are in. A start that doesn't find it any more says so, and"
                + " makes none in its place.")
        @Nullable Kept home,
    @JsonPropertyDescription("The pod of the current run.") @Nullable RunningPod pod,
    @JsonPropertyDescription("When the current run reached each startup phase.")
        @Nullable Startup startup,
    @JsonPropertyDescription("By broker: its open connections to this session.")
        Map<String, Attachment> attachments,
    @JsonPropertyDescription("When it falls asleep if nothing happens until then.")
        @JsonDeserialize(using = LenientTime.class)
        @Nullable Instant sleepsAt,
    @JsonPropertyDescription("Why it is kept awake, sleeps at that time, or sleeps.")
        @Nullable String why,
    @JsonPropertyDescription("What the reaper knows of the use of the current run.")
        @Nullable Use use,
    @JsonPropertyDescription("What it has cost, and what sleeping has saved.") @Nullable Cost cost,
    @JsonPropertyDescription(
            "What whoever looks after it should know, a sentence each: a signal that is missing,"
                + " limits that contradict each other.")
        List<String> notes) {
  /** How the why of a session begins that the cluster ended; the next login tells it. */
  public static final String TAKEN = "the cluster took its place";

  /** The why of a session that a person has put to sleep; all others are the reaper's own. */
  public static final String STOPPED = "somebody put it to sleep";

  public static final SessionStatus NEW =
      new SessionStatus(
          null, null, null, null, null, null, null, Map.of(), null, null, null, null, List.of());

  public SessionStatus {
    notes = List.copyOf(requireNonNullElse(notes, List.of()));
    attachments = unmodifiableSortedMap(new TreeMap<>(requireNonNullElse(attachments, Map.of())));
  }

  /** A home that a start has found or made. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Kept(
      @JsonPropertyDescription("The claim's name.") @Nullable String claim,
      @JsonPropertyDescription("The claim's uid: another one is another home.")
          @Nullable String uid) {}

  /** The pod of the current run. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RunningPod(
      @JsonPropertyDescription("Its name.") @Nullable String name,
      @JsonPropertyDescription("Its uid.") @Nullable String uid,
      @JsonPropertyDescription("Its address.") @Nullable String ip,
      @JsonPropertyDescription("The node it runs on.") @Nullable String node,
      @JsonPropertyDescription(
              "Who its sshd is. root-inside: root in a user namespace, nobody outside. root: root of"
                  + " its node. unprivileged: the login user. own: what the image says.")
          @Nullable Rights rights) {}

  /** One broker's open connections. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Attachment(
      @JsonPropertyDescription("How many.") int open,
      @JsonPropertyDescription("Since when there are any, or there are none.")
          @JsonDeserialize(using = LenientTime.class)
          @Nullable Instant since,
      @JsonPropertyDescription(
              "When they last moved as much as counts as use; written now and then while they do.")
          @JsonDeserialize(using = LenientTime.class)
          @Nullable Instant lastActive) {}

  /**
   * What the reaper knows of the use of one run. Every time in it is of the reaper's own clock:
   * what the clocks of brokers and nodes say keeps nobody awake and puts nobody to sleep.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Use(
      @JsonPropertyDescription("The run that this is about.") String run,
      @JsonPropertyDescription("When that run began, as the reaper saw it.")
          @JsonDeserialize(using = LenientTime.class)
          Instant since,
      @JsonPropertyDescription("When somebody was last seen to need it.")
          @JsonDeserialize(using = LenientTime.class)
          Instant lastUsed,
      @JsonPropertyDescription("Whether its pod ran at the last look.") boolean up,
      @JsonPropertyDescription("Whether somebody was connected at the last look.") boolean attached,
      @JsonPropertyDescription("What of the attachments is in lastUsed already.") String heard,
      @JsonPropertyDescription("When its programs were last seen to work.")
          @JsonDeserialize(using = LenientTime.class)
          @Nullable Instant cpuBusy,
      @JsonPropertyDescription("When its cpu was last known.")
          @JsonDeserialize(using = LenientTime.class)
          @Nullable Instant cpuKnown,
      @JsonPropertyDescription(
              "Whether its template has been an ephemeral one at the start of each run: only such a"
                  + " session is deleted when nobody uses it.")
          boolean ephemeral) {}

  /** Seconds of a pod. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Cost(
      @JsonPropertyDescription("How many seconds its pods have run, up to countedTo.")
          long podSecondsUsed,
      @JsonPropertyDescription("How many seconds it has slept instead, up to countedTo.")
          long podSecondsSaved,
      @JsonPropertyDescription("Since when neither was counted.")
          @JsonDeserialize(using = LenientTime.class)
          Instant countedTo) {}
}
