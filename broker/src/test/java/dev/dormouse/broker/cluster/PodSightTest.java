package dev.dormouse.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.objects.SessionContainer;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSightTest {
  private static int port(String address, String told) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("small")
            .addToAnnotations("embedded.dormouse.dev/ssh-port", told)
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .withNewStatus()
            .withPodIP(address)
            .endStatus()
            .build();
    return PodSight.of(pod, List.of(), List.of()).port();
  }

  @Test
  void aPodOfThisMachineTellsItsPort() {
    assertThat(port("127.0.0.1", "40022")).isEqualTo(40_022);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,40022",
    "127.evil,40022",
    "127.0.0.1,0",
    "127.0.0.1,65536",
    "127.0.0.1,-1",
    "::1,22"
  })
  void noOtherPodChoosesWhereTheBrokerDials(String address, String told) {
    assertThat(port(address, told)).isEqualTo(SessionContainer.PORT);
  }
}
