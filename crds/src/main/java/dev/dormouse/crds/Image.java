package dev.dormouse.crds;

/** An image reference: what a kubelet can pull. */
final class Image {
  static final int LONGEST = 512;
  static final String RULE = "self.matches('^[a-zA-Z0-9][a-zA-Z0-9._:/@-]*$')";
  static final String SENTENCE =
      "an image is a reference without blanks, like debian:13 or registry.example/team/dev:9";

  private Image() {}
}
