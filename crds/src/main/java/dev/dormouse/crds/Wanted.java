package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a session shall run. */
public enum Wanted {
  @JsonProperty("Awake")
  AWAKE,
  @JsonProperty("Asleep")
  ASLEEP
}
