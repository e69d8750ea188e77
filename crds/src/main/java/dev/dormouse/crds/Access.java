package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Who may use a template: the users and groups that are named, or everyone when none is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Access(
    @JsonPropertyDescription("Users who may.")
        @Size(max = 64)
        @ValidationRule(
            value = "self.all(user, user.matches('" + Name.PATTERN + "'))",
            message = Name.SENTENCE)
        @ValidationRule(value = Access.SOMEBODY, message = Access.SOMEBODY_SENTENCE)
        List<@Size(max = Name.LONGEST) String> users,
    @JsonPropertyDescription("Groups whose users may.")
        @Size(max = 64)
        @ValidationRule(
            value = "self.all(group, group.matches('" + Name.PATTERN + "'))",
            message = Name.SENTENCE)
        @ValidationRule(value = Access.SOMEBODY, message = Access.SOMEBODY_SENTENCE)
        List<@Size(max = Name.LONGEST) String> groups) {
  /** Who takes the last name out of a list means nobody, and would get everybody. */
  static final String SOMEBODY = "self.size() > 0";

  static final String SOMEBODY_SENTENCE =
      "an empty list would open the template to everyone: name somebody, or leave the list out";

  public static final Access EVERYONE = new Access(List.of(), List.of());

  public Access {
    users = List.copyOf(requireNonNullElse(users, List.of()));
    groups = List.copyOf(requireNonNullElse(groups, List.of()));
  }
}
