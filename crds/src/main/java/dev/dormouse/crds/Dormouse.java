package dev.dormouse.crds;

/** What the four resources have in common, spelled once. */
public final class Dormouse {
  /** Their API group, and the prefix of every label and annotation. */
  public static final String GROUP = "dormouse.dev";

  public static final String VERSION = "v1alpha1";

  /** {@code kubectl get dormouse} shows all four. */
  static final String CATEGORY = "dormouse";

  private Dormouse() {}
}
