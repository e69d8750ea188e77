package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One environment variable. From Secrets and ConfigMaps: in the template's podTemplate. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Variable(
    @JsonPropertyDescription("Its name.")
        @Required
        @Size(min = 1, max = 256)
        @ValidationRule(
            value = "self.matches('^[A-Za-z_][A-Za-z0-9_]*$')",
            message = "a variable's name is letters, digits and _, and begins with no digit")
        @ValidationRule(
            value = "!self.startsWith('DORMOUSE_')",
            message = "names that begin with DORMOUSE_ are Dormouse's own: choose another")
        String name,
    @JsonPropertyDescription("Its value.") @Required @Size(max = 32768) String value) {
  static final int MOST = 128;
  static final String EACH_ONCE = "self.all(one, self.exists_one(other, other.name == one.name))";
  static final String EACH_ONCE_SENTENCE =
      "each variable is named once: remove the one that isn't meant";
}
