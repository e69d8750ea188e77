package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** How much one user may have. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Limits(
    @JsonPropertyDescription("How many sessions; unbounded when left out.") @Min(0) @Max(10000)
        @Nullable Integer sessions,
    @JsonPropertyDescription("How many of them awake at once; unbounded when left out.")
        @Min(0)
        @Max(10000)
        @Nullable Integer awake) {
  public static final Limits NONE = new Limits(null, null);
}
