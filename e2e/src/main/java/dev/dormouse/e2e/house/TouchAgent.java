package dev.dormouse.e2e.house;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/**
 * An ssh-agent with one FIDO key, {@code sk-ssh-ed25519@openssh.com}, whose owner touches it or
 * not: the flags that it signs with are the test's (draft-miller-ssh-agent, PROTOCOL.u2f).
 */
public final class TouchAgent implements AutoCloseable {
  /** Somebody touched it. */
  public static final int TOUCHED = 1;

  /** Somebody was verified, by a PIN. */
  public static final int VERIFIED = 4;

  private static final String TYPE = "sk-ssh-ed25519@openssh.com";
  private static final String APPLICATION = "ssh:";

  private final ServerSocketChannel listening;
  private final Path folder;
  private final KeyPair pair;
  private final int flags;

  private TouchAgent(Path folder, KeyPair pair, int flags) throws IOException {
    this.folder = folder;
    this.pair = pair;
    this.flags = flags;
    this.listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(socket()));
    Files.writeString(folder.resolve("sk.pub"), line() + "\n");
    Thread.ofVirtual().name("ssh-agent").start(this::serve);
  }

  /** One whose key signs with these flags, always. */
  public static TouchAgent signing(int flags) {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new TouchAgent(Files.createTempDirectory("agent"), pair, flags);
    } catch (IOException e) {
      throw new UncheckedIOException("starting an ssh-agent", e);
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private Path socket() {
    return folder.resolve("socket");
  }

  /** The public key, as in a .pub file. */
  public String line() {
    return TYPE + " " + Base64.getEncoder().encodeToString(blob());
  }

  /** A client that signs with it. */
  public Client of(Client client) {
    return client.with("IdentityAgent " + socket(), "IdentityFile " + folder.resolve("sk.pub"));
  }

  private byte[] blob() {
    var encoded = pair.getPublic().getEncoded();
    var raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return wire(
        out -> {
          string(out, TYPE.getBytes(StandardCharsets.US_ASCII));
          string(out, raw);
          string(out, APPLICATION.getBytes(StandardCharsets.US_ASCII));
        });
  }

  private void serve() {
    while (listening.isOpen()) {
      try {
        var client = listening.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(SocketChannel client) {
    try (client;
        var in = new DataInputStream(Channels.newInputStream(client));
        var out = new DataOutputStream(Channels.newOutputStream(client))) {
      while (true) {
        var request = in.readNBytes(in.readInt());
        var reply = reply(new DataInputStream(new java.io.ByteArrayInputStream(request)));
        out.writeInt(reply.length);
        out.write(reply);
        out.flush();
      }
    } catch (IOException gone) {
      // Whoever asked has what they wanted.
    }
  }

  private byte[] reply(DataInputStream request) throws IOException {
    return switch (request.readByte()) {
      case 11 -> // SSH_AGENTC_REQUEST_IDENTITIES
          wire(
              out -> {
                out.writeByte(12);
                out.writeInt(1);
                string(out, blob());
                string(out, "sk".getBytes(StandardCharsets.US_ASCII));
              });
      case 13 -> { // SSH_AGENTC_SIGN_REQUEST
        request.skipNBytes(request.readInt());
        var signature = sign(request.readNBytes(request.readInt()));
        yield wire(
            out -> {
              out.writeByte(14);
              string(out, signature);
            });
      }
      default -> new byte[] {5}; // SSH_AGENT_FAILURE
    };
  }

  private byte[] sign(byte[] data) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var application = sha.digest(APPLICATION.getBytes(StandardCharsets.US_ASCII));
      var digest = sha.digest(data);
      var signing = Signature.getInstance("Ed25519");
      signing.initSign(pair.getPrivate());
      signing.update(
          wire(
              out -> {
                out.write(application);
                out.writeByte(flags);
                out.writeInt(7);
                out.write(digest);
              }));
      var signed = signing.sign();
      return wire(
          out -> {
            string(out, TYPE.getBytes(StandardCharsets.US_ASCII));
            string(out, signed);
            out.writeByte(flags);
            out.writeInt(7);
          });
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** What is written on the wire. */
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] wire(Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException memoryHasNone) {
      throw new UncheckedIOException(memoryHasNone);
    }
    return bytes.toByteArray();
  }

  private static void string(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
