package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Key;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** The one host key that a pod may have. */
record Pin(Key key) {
  /** The key of such a line; nothing, when it is none that can be read. */
  static Optional<Pin> of(String line) {
    try {
      var key =
          PublicKeyEntry.parsePublicKeyEntry(line)
              .resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
      return Optional.of(new Pin(Offer.key(key)));
    } catch (IOException | GeneralSecurityException | RuntimeException garbage) {
      return Optional.empty();
    }
  }

  boolean is(PublicKey seen) {
    return Offer.key(seen).equals(key);
  }
}
