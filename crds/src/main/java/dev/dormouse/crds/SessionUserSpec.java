package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Who may log in, with what. */
@JsonClassDescription("Who may log in, with what.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionUserSpec(
    @JsonPropertyDescription("Public keys, each one line as in a .pub file.")
        @Size(max = 32)
        @ValidationRule(
            value = "self.all(key, key.matches('^[^\\r\\n]+$'))",
            message = "a public key is one line as in a .pub file: type, key, comment")
        @ValidationRule(
            value = "self.all(key, !key.contains('PRIVATE KEY'))",
            message =
                "this is a private key: keep it, make a new pair if anyone saw it, and give the"
                    + " .pub file")
        List<@Size(max = 8192) String> publicKeys,
    @JsonPropertyDescription("The groups that the user is in; templates are opened to groups.")
        @Size(max = 32)
        @ValidationRule(
            value = "self.all(group, group.matches('" + Name.PATTERN + "'))",
            message = Name.SENTENCE)
        List<@Size(max = Name.LONGEST) String> groups,
    @JsonPropertyDescription("true: may not log in. Nothing of theirs is deleted.")
        @Default("false")
        boolean suspended,
    @JsonPropertyDescription("How much the user may have.") Limits limits,
    @JsonPropertyDescription("What ssh may carry for this user, whatever the template allows.")
        @Default("{}")
        Policy policy) {
  public SessionUserSpec {
    publicKeys = List.copyOf(requireNonNullElse(publicKeys, List.of()));
    groups = List.copyOf(requireNonNullElse(groups, List.of()));
    limits = requireNonNullElse(limits, Limits.NONE);
    policy = requireNonNullElse(policy, Policy.EVERYTHING);
  }
}
