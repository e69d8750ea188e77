package dev.dormouse.broker.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a network has. */
class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,     10.255.0.1,  true",
    "10.0.0.0/8,     11.0.0.0,    false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.7/32,   192.0.2.7,   true",
    "192.0.2.7/32,   192.0.2.6,   false",
    "0.0.0.0/0,      203.0.113.1, true",
    "0.0.0.0/0,      ::1,         false",
    "fd00::/8,       fdff::1,     true",
    "fd00::/8,       fe80::1,     false",
    "::/0,           2001:db8::1, true",
    "::/0,           10.0.0.1,    false",
    "::1/128,        ::1,         true",
  })
  void itHasThoseThatBeginAlike(String network, String address, boolean has) {
    assertThat(Network.read(network).has(InetAddress.ofLiteral(address))).isEqualTo(has);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "10.0.0/8", "300.0.0.0/8",
            "fd00::/129",
        "fd00::1/8", "name/8", "10.0.0.0/-1", "", "/8", ":/8", "10.0.0.0/8 "
      })
  void whatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.read(text));
  }

  @Test
  void itIsWrittenAsItIsRead() {
    for (var text : new String[] {"10.0.0.0/8", "fd00:0:0:0:0:0:0:0/8"}) {
      assertThat(Network.read(text).text()).isEqualTo(text);
    }
  }
}
