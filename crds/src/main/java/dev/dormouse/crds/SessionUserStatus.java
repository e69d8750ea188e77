package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What was made of a user's keys. */
@JsonClassDescription("What was made of the user's keys.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionUserStatus(
    @JsonPropertyDescription("The fingerprints of the keys that open.") List<String> fingerprints,
    @JsonPropertyDescription("What is wrong with those that don't, a sentence each.")
        List<String> problems) {
  public SessionUserStatus {
    fingerprints = List.copyOf(requireNonNullElse(fingerprints, List.of()));
    problems = List.copyOf(requireNonNullElse(problems, List.of()));
  }
}
