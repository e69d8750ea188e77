package dev.dormouse.broker.ssh;

import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What the front needs to be told.
 *
 * @param port 0: any that is free
 * @param hostKeys ours, one of a kind
 * @param userCa signs the certificates by which we log in to pods
 * @param helloWithin how long a client may take until its signature is verified
 * @param oldCiphers also those that clients without AES-GCM need
 */
public record FrontOptions(
    String host,
    int port,
    List<KeyPair> hostKeys,
    KeyPair userCa,
    Duration helloWithin,
    boolean oldCiphers,
    InstantSource clock) {
  public FrontOptions {
    hostKeys = List.copyOf(hostKeys);
    if (hostKeys.isEmpty()) {
      throw new IllegalArgumentException("a front without a host key");
    }
  }
}
