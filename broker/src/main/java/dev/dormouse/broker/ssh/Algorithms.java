package dev.dormouse.broker.ssh;

import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** What we speak, in the order of our liking. The client's order decides, as ssh has it. */
final class Algorithms {
  /**
   * sntrup761 last: each exchange keeps the event loop for 5 ms, and 45 ms on the client's side.
   */
  static final List<BuiltinDHFactories> FRONT_KEX =
      List.of(
          BuiltinDHFactories.mlkem768x25519,
          BuiltinDHFactories.curve25519,
          BuiltinDHFactories.curve25519_libssh,
          BuiltinDHFactories.ecdhp256,
          BuiltinDHFactories.ecdhp384,
          BuiltinDHFactories.ecdhp521,
          BuiltinDHFactories.sntrup761x25519,
          BuiltinDHFactories.sntrup761x25519_openssh);

  static final List<BuiltinDHFactories> POD_KEX =
      List.of(
          BuiltinDHFactories.mlkem768x25519,
          BuiltinDHFactories.curve25519,
          BuiltinDHFactories.curve25519_libssh);

  private static final List<BuiltinCiphers> GCM =
      List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm);

  /** For clients without AES-GCM. chacha20 is slow here, and the mode that Terrapin needs. */
  private static final List<BuiltinCiphers> OLD =
      List.of(
          BuiltinCiphers.aes128ctr,
          BuiltinCiphers.aes192ctr,
          BuiltinCiphers.aes256ctr,
          BuiltinCiphers.cc20p1305_openssh);

  /** SHA-1 and DSA are not among them. */
  private static final List<BuiltinSignatures> SIGNATURES =
      List.of(
          BuiltinSignatures.ed25519,
          BuiltinSignatures.nistp256,
          BuiltinSignatures.nistp384,
          BuiltinSignatures.nistp521,
          BuiltinSignatures.rsaSHA512,
          BuiltinSignatures.rsaSHA256);

  private static final List<BuiltinSignatures> OF_USERS =
      List.of(
          BuiltinSignatures.sk_ssh_ed25519,
          BuiltinSignatures.sk_ecdsa_sha2_nistp256,
          BuiltinSignatures.ed25519_cert,
          BuiltinSignatures.nistp256_cert,
          BuiltinSignatures.nistp384_cert,
          BuiltinSignatures.nistp521_cert,
          BuiltinSignatures.rsaSHA512_cert,
          BuiltinSignatures.rsaSHA256_cert);

  private Algorithms() {}

  static List<NamedFactory<Cipher>> ciphers(boolean old) {
    var all = old ? Stream.concat(GCM.stream(), OLD.stream()) : GCM.stream();
    return all.<NamedFactory<Cipher>>map(one -> one).toList();
  }

  /** What a user's key may sign with, certificates included. */
  static List<NamedFactory<Signature>> userSignatures() {
    return Stream.concat(SIGNATURES.stream(), OF_USERS.stream())
        .<NamedFactory<Signature>>map(one -> one)
        .toList();
  }

  /** What a host's key may sign with: those of the expected kind first. */
  static List<NamedFactory<Signature>> hostSignatures(String keyType) {
    var expected = SIGNATURES.stream().filter(one -> signs(one, keyType));
    var others = SIGNATURES.stream().filter(one -> !signs(one, keyType));
    return Stream.concat(expected, others).<NamedFactory<Signature>>map(one -> one).toList();
  }

  /** An rsa key has signatures of several names, the others one of their own. */
  static boolean signs(NamedFactory<Signature> signature, String keyType) {
    return keyType.equals(keyTypeOf(signature.getName()));
  }

  /** The kind of key that makes a signature of this name. */
  static String keyTypeOf(String signature) {
    return switch (signature) {
      case "rsa-sha2-256", "rsa-sha2-512" -> "ssh-rsa";
      case "rsa-sha2-256-cert-v01@openssh.com", "rsa-sha2-512-cert-v01@openssh.com" ->
          "ssh-rsa-cert-v01@openssh.com";
      default -> signature;
    };
  }
}
