package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who a session's sshd is. */
public enum Rights {
  /** Root in a user namespace: nobody outside of the pod. */
  @JsonProperty("root-inside")
  ROOT_INSIDE("root-inside"),
  /** Root of its node, as far as its capabilities go. */
  @JsonProperty("root")
  ROOT("root"),
  @JsonProperty("unprivileged")
  UNPRIVILEGED("unprivileged"),
  /** The image's own sshd: who that is, the image says. */
  @JsonProperty("own")
  OWN("own");

  private final String word;

  Rights(String word) {
    this.word = word;
  }

  /** As it stands in a status. */
  @Override
  public String toString() {
    return word;
  }
}
