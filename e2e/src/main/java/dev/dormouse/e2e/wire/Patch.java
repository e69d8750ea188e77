package dev.dormouse.e2e.wire;

/** The ways of saying what is to change in an object. */
public enum Patch {
  /** RFC 7386: what is named is set, what is null goes. */
  MERGE("application/merge-patch+json"),
  /** RFC 6902: a list of operations, tests among them. */
  JSON("application/json-patch+json"),
  /** Kubernetes' own, for built-in kinds only. */
  STRATEGIC("application/strategic-merge-patch+json"),
  /** Server-side apply: the fields that one manager wants to own. */
  APPLY("application/apply-patch+yaml");

  private final String mediaType;

  Patch(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }
}
