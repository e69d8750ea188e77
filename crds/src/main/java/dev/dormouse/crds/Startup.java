package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the current run reached each startup phase, by the clock of the broker that learnt of it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Startup(
    @JsonPropertyDescription("Whoever woke it was let in.") @Nullable Instant admitted,
    @JsonPropertyDescription("The run was written into the session, and was the one that counts.")
        @Nullable Instant claimed,
    @JsonPropertyDescription("The pod was created.") @Nullable Instant created,
    @JsonPropertyDescription("The pod had a node.") @Nullable Instant scheduled,
    @JsonPropertyDescription("Its container ran.") @Nullable Instant started,
    @JsonPropertyDescription("Its sshd answered.") @Nullable Instant listening,
    @JsonPropertyDescription("The broker was logged in to it.") @Nullable Instant upstream,
    @JsonPropertyDescription("The first connection went through.") @Nullable Instant relayed) {}
