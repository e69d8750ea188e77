package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a session is between asleep and awake. */
public enum Phase {
  @JsonProperty("Asleep")
  ASLEEP,
  @JsonProperty("Waking")
  WAKING,
  @JsonProperty("Awake")
  AWAKE,
  @JsonProperty("FallingAsleep")
  FALLING_ASLEEP,
  @JsonProperty("Failed")
  FAILED
}
