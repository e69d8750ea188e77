package dev.dormouse.broker.ssh;

import java.time.Duration;

/** What every leg to a client shares. */
record Hall(Doorkeeper doorkeeper, Upstream upstream, Errands errands, Duration helloWithin) {
  /** An agent may hold many keys, and each costs two requests. */
  static final int MOST_REQUESTS = 20;

  /** How often a waiting client hears from us. */
  static final Duration STILL_HERE = Duration.ofSeconds(15);

  /** How many packets may pass until somebody looks whether it is time for new keys. */
  static final int REKEY_LOOKS = 1024;

  /**
   * How many bytes a client may say before its signature is verified: many certificates of RSA keys
   * are 60 kB.
   */
  static final int MOST_OF_A_STRANGER = 256 << 10;

  /** How many of our answers may wait for the end of a key exchange. */
  static final int MOST_KEPT = 256;

  /** How long the end of a connection waits for the end of a key exchange. */
  static final Duration LONGEST_KEX = Duration.ofSeconds(20);
}
