package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is wanted of a session. */
@JsonClassDescription("What is wanted of the session.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionSpec(
    @JsonPropertyDescription("The user whose session this is. It never changes.")
        @Required
        @Size(min = 1, max = Name.LONGEST)
        @ValidationRule(value = Name.RULE, message = Name.SENTENCE)
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "a session keeps its owner: make a new session for the other user, and move what"
                    + " is in its home")
        String owner,
    @JsonPropertyDescription("The SessionTemplate it is made from; read again at each wake.")
        @Required
        @Size(min = 1, max = Name.LONGEST)
        @ValidationRule(value = Name.RULE, message = Name.SENTENCE)
        String template,
    @JsonPropertyDescription("The Flavor it runs with, instead of its template's.")
        @Size(min = 1, max = Name.LONGEST)
        @ValidationRule(value = Name.RULE, message = Name.SENTENCE)
        @Nullable String flavor,
    @JsonPropertyDescription("What differs from the template for this one session.")
        Overrides overrides,
    @JsonPropertyDescription(
            "Awake: it shall run. Asleep: only its volumes shall stay. Patch it to wake a session"
                + " or put it to sleep.")
        @Default("Asleep")
        Wanted wanted,
    @JsonPropertyDescription(
            "The id of the current run, one life of the pod; it ends the pod's name. Written with"
                + " wanted: Awake by whoever wakes the session.")
        @Size(max = 10)
        @Pattern("^[a-z0-9]*$")
        @Nullable String run,
    @JsonPropertyDescription(
            "It doesn't fall asleep before, however idle it is; at most as far ahead as the"
                + " template's keepAtMost.")
        @JsonDeserialize(using = LenientTime.class)
        @Nullable Instant keepUntil) {
  public SessionSpec {
    overrides = requireNonNullElse(overrides, Overrides.NONE);
    wanted = requireNonNullElse(wanted, Wanted.ASLEEP);
  }
}
