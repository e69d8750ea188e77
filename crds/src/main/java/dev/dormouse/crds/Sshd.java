package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose sshd lets people into a session. */
public enum Sshd {
  @JsonProperty("bundle")
  BUNDLE,
  @JsonProperty("unprivileged")
  UNPRIVILEGED,
  @JsonProperty("own")
  OWN
}
