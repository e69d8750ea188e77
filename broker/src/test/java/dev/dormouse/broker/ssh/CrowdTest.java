package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private static InetSocketAddress from(String address) throws Exception {
    return new InetSocketAddress(InetAddress.getByName(address), 1234);
  }

  @Test
  void oneSourceLeavesRoomForOthers() throws Exception {
    var crowd = new Crowd(4, 2);
    assertThat(crowd.enter(from("10.0.0.1"))).isPresent();
    var second = crowd.enter(from("10.0.0.1"));
    assertThat(second).isPresent();
    assertThat(crowd.enter(from("10.0.0.1"))).isEmpty();
    assertThat(crowd.enter(from("10.0.0.2"))).isPresent();

    second.orElseThrow().leave();
    second.orElseThrow().leave();

    assertThat(crowd.enter(from("10.0.0.1"))).isPresent();
    assertThat(crowd.enter(from("10.0.0.1"))).isEmpty();
    assertThat(crowd.enter(from("10.0.0.3"))).isPresent();
    assertThat(crowd.enter(from("10.0.0.4"))).as("the whole is full").isEmpty();
  }

  @Test
  void aNetworkOfVersionSixIsOneSource() throws Exception {
    var crowd = new Crowd(10, 1);
    assertThat(crowd.enter(from("2001:db8:0:1::1"))).isPresent();
    assertThat(crowd.enter(from("2001:db8:0:1:ffff::2"))).isEmpty();
    assertThat(crowd.enter(from("2001:db8:0:2::1"))).isPresent();
  }

  @Test
  void whoLeftIsForgotten() throws Exception {
    var crowd = new Crowd(1, 1);
    for (int one = 0; one < 10; one++) {
      crowd.enter(from("10.0.0." + one)).orElseThrow().leave();
    }
    assertThat(crowd.enter(from("10.0.0.1"))).isPresent();
  }
}
