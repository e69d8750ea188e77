package dev.dormouse.e2e.login.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.login.InAHouse;
import dev.dormouse.e2e.wire.Api;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images that know nothing of ssh, in a namespace that lets no pod have more than it needs. */
@InAHouse
final class BundleIT {
  private static final String BUNDLE = System.getProperty("bundle.image", "dormouse.test/bundle:1");

  private static Person alice;

  @BeforeAll
  static void moveIn(House house) {
    house.broker("broker-a", house.cluster().kubeconfig(), "bundle: " + BUNDLE);
    alice = house.user("alice");
    Api.of(house.cluster().config())
        .resources("/api/v1/namespaces")
        .merge(
            house.of("alice"),
            "{metadata: {labels: {pod-security.kubernetes.io/enforce: baseline}}}")
        .object();
    house.bare("busybox", "{image: 'cluster.test/busybox:1', lifecycle: {stopWithin: 5s}}");
  }

  @Test
  void anImageWithNothingButBusyboxIsASession() throws Exception {
    var ran = alice.ssh().ssh("alice-busybox", "id -un; exit 7");

    assertThat(ran.text()).isEqualTo("dev\n");
    assertThat(ran.exit()).isEqualTo(7);
  }
}
