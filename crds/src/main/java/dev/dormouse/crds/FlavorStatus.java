package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Whether a flavor can be had. */
@JsonClassDescription("Whether it can be had.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record FlavorStatus(
    @JsonPropertyDescription(
            "Yes: it fits a node that has nothing else on it. Autoscaled: only one that the cluster"
                + " would have to add. No: none. Unknown: the nodes can't be seen.")
        Schedulable schedulable,
    @JsonPropertyDescription("Why, in a sentence.") @Nullable String why,
    @JsonPropertyDescription("What is wrong with it, in a sentence.") @Nullable String problem) {
  /** Before anybody has looked. */
  public static final FlavorStatus NEW = new FlavorStatus(Schedulable.UNKNOWN, null, null);

  public FlavorStatus {
    schedulable = requireNonNullElse(schedulable, Schedulable.UNKNOWN);
  }

  /** Whether there is a node for it. */
  public enum Schedulable {
    @JsonProperty("Yes")
    YES,
    @JsonProperty("No")
    NO,
    @JsonProperty("Autoscaled")
    AUTOSCALED,
    @JsonProperty("Unknown")
    UNKNOWN
  }
}
