package dev.dormouse.crds.objects;

/** What a broker brings into its sessions' pods, so that their images may be any. */
public sealed interface Bundle {
  /** Nothing: each image has an sshd of its own. */
  record None() implements Bundle {}

  /** The sshd of this image, and all that it needs. */
  record Of(String image, Mount mount) implements Bundle {}

  /** How it comes into a pod. */
  enum Mount {
    /** As a volume: nothing is copied, but the cluster has to know such volumes. */
    IMAGE_VOLUME,
    /** By an init container, which any cluster can run. */
    COPY
  }
}
