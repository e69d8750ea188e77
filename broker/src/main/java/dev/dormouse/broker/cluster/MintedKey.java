package dev.dormouse.broker.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/**
 * A fresh Ed25519 key, in the two forms that OpenSSH reads.
 *
 * @param publicKey as in a known_hosts file
 * @param privateKey the text of an OpenSSH private key file
 */
public record MintedKey(String publicKey, String privateKey) {
  private static final int LINE = 70;

  public static MintedKey mint() {
    var key = new Ed25519PrivateKeyParameters(new SecureRandom());
    try {
      byte[] open = OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey());
      var lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
      return new MintedKey(
          "ssh-ed25519 " + Base64.getEncoder().encodeToString(open),
          "-----BEGIN OPENSSH PRIVATE KEY-----\n"
              + lines.encodeToString(OpenSSHPrivateKeyUtil.encodePrivateKey(key))
              + "\n-----END OPENSSH PRIVATE KEY-----\n");
    } catch (IOException never) {
      throw new UncheckedIOException("writing a key into memory", never);
    }
  }
}
