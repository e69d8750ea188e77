package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one session has otherwise than its template says. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Overrides(
    @JsonPropertyDescription("The image, instead of the template's.")
        @Size(min = 1, max = Image.LONGEST)
        @ValidationRule(value = Image.RULE, message = Image.SENTENCE)
        @Nullable String image,
    @JsonPropertyDescription("Environment variables; one that the template has too is replaced.")
        @Size(max = Variable.MOST)
        @ValidationRule(value = Variable.EACH_ONCE, message = Variable.EACH_ONCE_SENTENCE)
        List<Variable> env) {
  static final Overrides NONE = new Overrides(null, List.of());

  public Overrides {
    env = List.copyOf(requireNonNullElse(env, List.of()));
  }
}
