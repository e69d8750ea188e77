package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Whether sessions can be made from a template. */
@JsonClassDescription("Whether sessions can be made from it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionTemplateStatus(
    @JsonPropertyDescription(
            "Why no session of it can start, in a sentence, as people read it who log in; nothing"
                + " when they can.")
        @Nullable String problem) {}
