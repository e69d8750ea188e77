package dev.dormouse.crds.objects;

import org.junit.jupiter.api.Test;

class HostKeyTest {
  @Test
  void theSecretGoesWithItsSession() throws Exception {
    Golden.holds(
        "host-key.yaml", HostKey.secret(Alice.session(""), Alice.HOST_KEY, "the private half\n"));
  }
}
