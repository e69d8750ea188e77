package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Key;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** The one host key that a pod may have. */
record Pin(Key key) {
  static Pin of(String line) {
    try {
      var key =
          PublicKeyEntry.parsePublicKeyEntry(line)
              .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
      return new Pin(Offer.key(key));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException garbage) {
      throw new IllegalArgumentException("no host key: " + line, garbage);
    }
  }

  boolean is(PublicKey seen) {
    return Offer.key(seen).equals(key);
  }
}
