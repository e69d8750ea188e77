package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** What ssh may carry beside the shell. What a template or a user forbids is forbidden. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Policy(
    @JsonPropertyDescription("false: no agent is forwarded (ssh -A).") @Default("true")
        Boolean agentForwarding,
    @JsonPropertyDescription("false: no port and no unix socket is forwarded (ssh -L, -R, -D).")
        @Default("true")
        Boolean portForwarding,
    @JsonPropertyDescription("false: no X11 is forwarded (ssh -X).") @Default("true") Boolean x11) {
  public static final Policy EVERYTHING = new Policy(true, true, true);

  public Policy {
    agentForwarding = requireNonNullElse(agentForwarding, true);
    portForwarding = requireNonNullElse(portForwarding, true);
    x11 = requireNonNullElse(x11, true);
  }

  /** What both allow. */
  public Policy and(Policy other) {
    return new Policy(
        agentForwarding && other.agentForwarding,
        portForwarding && other.portForwarding,
        x11 && other.x11);
  }
}
