package dev.dormouse.crds.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the bundle comes into pods, by what the API server says of itself. */
class BundleWishTest {

  @ParameterizedTest
  @CsvSource({
    "1, 36,  IMAGE_VOLUME",
    "1, 35,  IMAGE_VOLUME",
    "1, 35+, IMAGE_VOLUME",
    "2, 0,   IMAGE_VOLUME",
    "1, 34,  COPY",
    "1, 34+, COPY",
    "1, 9,   COPY",
    "0, 99,  COPY",
    "1, '',  COPY",
    "'', '', COPY",
    "1, x35, COPY",
    "1, 99999999999, COPY",
  })
  void itIsMountedWhereTheClusterKnowsImageVolumes(String major, String minor, Bundle.Mount mount) {
    assertThat(new BundleWish.ByVersion("bundle:1").on(major, minor))
        .isEqualTo(new Bundle.Of("bundle:1", mount));
  }
}
