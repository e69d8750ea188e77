package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was made of a user's keys, and where the user's sessions are. */
@JsonClassDescription("What was made of the user's keys, and where the sessions are.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionUserStatus(
    @JsonPropertyDescription("The fingerprints of the keys that open.") List<String> fingerprints,
    @JsonPropertyDescription("What is wrong with those that don't, a sentence each.")
        List<String> problems,
    @JsonPropertyDescription(
            "The namespace that has the user's sessions and homes. When it isn't there any more, a"
                + " login says so, and makes none in its place.")
        @Nullable String namespace) {
  public SessionUserStatus {
    fingerprints = List.copyOf(requireNonNullElse(fingerprints, List.of()));
    problems = List.copyOf(requireNonNullElse(problems, List.of()));
  }
}
