package dev.dormouse.broker.config;

import dev.dormouse.crds.objects.Bundle;
import dev.dormouse.crds.objects.BundleWish;
import java.util.List;

/** The bundle among the settings. */
final class Bundles {
  /** As the API server takes one. */
  private static final String IMAGE = "[a-zA-Z0-9][a-zA-Z0-9._:/@-]{0,511}";

  private static final String AUTO = "auto";
  private static final String VOLUME = "image-volume";
  private static final String COPY = "copy";

  private Bundles() {}

  static BundleWish read(Given image, Given by) throws BadConfig {
    if (!List.of(AUTO, VOLUME, COPY).contains(by.text())) {
      throw by.bad();
    }
    if (image.values().isEmpty()) {
      return new BundleWish.Settled(new Bundle.None());
    }
    if (!image.text().matches(IMAGE)) {
      throw image.bad();
    }
    return switch (by.text()) {
      case VOLUME -> settled(image, Bundle.Mount.IMAGE_VOLUME);
      case COPY -> settled(image, Bundle.Mount.COPY);
      default -> new BundleWish.ByVersion(image.text());
    };
  }

  private static BundleWish settled(Given image, Bundle.Mount mount) {
    return new BundleWish.Settled(new Bundle.Of(image.text(), mount));
  }

  /** The image, if there is one. */
  static List<String> image(BundleWish wish) {
    return switch (wish) {
      case BundleWish.ByVersion(var image) -> List.of(image);
      case BundleWish.Settled(Bundle.Of(var image, var _)) -> List.of(image);
      case BundleWish.Settled(Bundle.None()) -> List.of();
    };
  }

  /** How it comes into sessions, if there is one. */
  static List<String> by(BundleWish wish) {
    return switch (wish) {
      case BundleWish.ByVersion _ -> List.of(AUTO);
      case BundleWish.Settled(Bundle.Of(var _, var mount)) ->
          List.of(mount == Bundle.Mount.COPY ? COPY : VOLUME);
      case BundleWish.Settled(Bundle.None()) -> List.of();
    };
  }
}
