package dev.dormouse.broker.config;

import dev.dormouse.crds.objects.Bundle;

/** The bundle among the settings. */
final class Bundles {
  /** As the API server takes one. */
  private static final String IMAGE = "[a-zA-Z0-9][a-zA-Z0-9._:/@-]{0,511}";

  private static final String VOLUME = "image-volume";
  private static final String COPY = "copy";

  private Bundles() {}

  static Bundle read(Given image, Given by) throws BadConfig {
    var mount =
        switch (by.text()) {
          case VOLUME -> Bundle.Mount.IMAGE_VOLUME;
          case COPY -> Bundle.Mount.COPY;
          default -> throw by.bad();
        };
    if (image.values().isEmpty()) {
      return new Bundle.None();
    }
    if (!image.text().matches(IMAGE)) {
      throw image.bad();
    }
    return new Bundle.Of(image.text(), mount);
  }

  static String text(Bundle.Mount mount) {
    return switch (mount) {
      case IMAGE_VOLUME -> VOLUME;
      case COPY -> COPY;
    };
  }
}
