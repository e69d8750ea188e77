package dev.dormouse.crds.objects;

/** What a broker was told about the bundle, before it knows its cluster. */
public sealed interface BundleWish {
  /** All of it was said. */
  record Settled(Bundle bundle) implements BundleWish {}

  /** This image; how it comes into a pod is up to the cluster. */
  record ByVersion(String image) implements BundleWish {
    /** From 1.35 on image volumes are there without a feature gate. */
    private static final int MINOR_WITH_VOLUMES = 35;

    /**
     * What it is on a cluster of this version: a version that can't be read is an old one, since
     * any cluster can copy.
     *
     * @param major as the API server says it: 1
     * @param minor likewise: 36, or 36+ where somebody has changed something
     */
    public Bundle.Of on(String major, String minor) {
      int one = number(major);
      int other = number(minor);
      boolean volumes = one > 1 || (one == 1 && other >= MINOR_WITH_VOLUMES);
      return new Bundle.Of(image, volumes ? Bundle.Mount.IMAGE_VOLUME : Bundle.Mount.COPY);
    }

    private static int number(String said) {
      var digits = said.replaceFirst("[^0-9].*", "");
      return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
    }
  }
}
