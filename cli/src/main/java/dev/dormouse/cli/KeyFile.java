package dev.dormouse.cli;

import dev.dormouse.broker.cluster.MintedKey;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * An Ed25519 key of the demo's own: a private key's file that only its owner reads, as OpenSSH
 * writes it.
 *
 * @param file the private key's
 * @param publicKey as in a .pub file, without a comment
 */
record KeyFile(Path file, String publicKey) {
  /** The key in this file; a new one when there is no file. */
  static KeyFile kept(Path file) throws IOException {
    if (!Files.exists(file)) {
      mint(file);
    }
    var key = new KeyFile(file, publicKey(file));
    Files.writeString(file.resolveSibling(file.getFileName() + ".pub"), key.publicKey + "\n");
    return key;
  }

  private static void mint(Path file) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var whole = Files.createTempFile(file.getParent(), ".key", "", owner);
    Files.writeString(whole, MintedKey.mint().privateKey());
    Files.move(whole, file);
  }

  private static String publicKey(Path file) throws IOException {
    try (var pem = new PemReader(new StringReader(Files.readString(file)))) {
      var object = pem.readPemObject();
      if (object != null
          && OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(object.getContent())
              instanceof Ed25519PrivateKeyParameters key) {
        var open = OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey());
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(open);
      }
    } catch (IllegalStateException | IllegalArgumentException broken) {
      throw new IOException(unreadable(file), broken);
    }
    throw new IOException(unreadable(file));
  }

  private static String unreadable(Path file) {
    return "%s is no Ed25519 key any more: delete it, and the demo makes a new one".formatted(file);
  }
}
