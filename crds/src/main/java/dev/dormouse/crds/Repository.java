package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A git repository that a session finds in its home. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Repository(
    @JsonPropertyDescription("Where it is cloned from, as the session's git knows it.")
        @Required
        @Size(min = 1, max = 1024)
        @ValidationRule(
            value =
                "self.matches('^(https?|ssh|git|file)://[!-~]+$') ||"
                    + " self.matches('^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[!-~]+$')",
            message =
                "a repository's url is like https://git.example/app.git, ssh://git@git.example/app"
                    + " or git@git.example:app")
        String url,
    @JsonPropertyDescription("Where it is cloned to, from the home on, when nothing is there yet.")
        @Required
        @Size(min = 1, max = 128)
        @ValidationRule(
            value =
                "self.matches('^[A-Za-z0-9._][A-Za-z0-9._-]*(/[A-Za-z0-9._][A-Za-z0-9._-]*)*$') &&"
                    + " !self.matches('(^|/)[.][.]?(/|$)')",
            message =
                "a repository's path begins at the home, like app or work/app: letters, digits, ."
                    + " _ and -")
        String path,
    @JsonPropertyDescription(
            "The branch, tag or commit that is checked out; the one it has chosen when left out.")
        @Size(min = 1, max = 256)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9][A-Za-z0-9._/+-]*$')",
            message = "a ref is the name of a branch or a tag, or a commit")
        @Nullable String ref,
    @JsonPropertyDescription(
            "How long a clone may take; what isn't whole then is thrown away until the next start.")
        @Default(Repository.WITHIN)
        @Size(min = 2, max = Span.LONGEST)
        @ValidationRule(value = Span.RULE, message = Span.SENTENCE)
        String within) {
  static final int MOST = 16;
  static final String WITHIN = "15m";
  static final String APART =
      "self.all(one, self.exists_one(other, other.path == one.path) && !self.exists(other,"
          + " one.path.startsWith(other.path + '/')))";
  static final String APART_SENTENCE =
      "each repository has a path of its own, and none lies within another's";

  public Repository {
    within = requireNonNullElse(within, WITHIN);
  }
}
