package dev.dormouse.e2e.login;

import dev.dormouse.e2e.house.KeyFile;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.auth.AbstractUserAuthFactory;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** An ssh client that says what an honest one doesn't. */
final class Attacker {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What it sends, one after the other's answer. */
  sealed interface Move {
    /** Asks whether a key would be taken, without signing anything. */
    record Offers(PublicKey key) implements Move {}

    /** Signs, as an honest one does. */
    record Signs(KeyPair pair) implements Move {}

    /** Opens a channel, as if it had been let in. */
    record OpensAChannel() implements Move {}
  }

  private Attacker() {}

  /** Whether these moves get it in; it has a private key of nobody's but its own. */
  static boolean getsIn(int port, String login, Move... moves) throws IOException {
    try (var client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier((_, _, _) -> true);
      client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
      client.setUserAuthFactories(List.of(new Factory(new ArrayDeque<>(List.of(moves)))));
      client.start();
      try (var session = client.connect(login, "127.0.0.1", port).verify(PATIENCE).getSession()) {
        session.auth().verify(PATIENCE);
        return session.isAuthenticated();
      } catch (IOException refused) {
        return false;
      }
    }
  }

  static KeyPair pair(KeyFile file) {
    return new FileKeyPairProvider(file.file()).loadKeys(null).iterator().next();
  }

  private static final class Factory extends AbstractUserAuthFactory {
    private final Deque<Move> moves;

    Factory(Deque<Move> moves) {
      super("publickey");
      this.moves = moves;
    }

    @Override
    public UserAuth createUserAuth(ClientSession session) {
      return new Auth(moves);
    }
  }

  private static final class Auth extends AbstractUserAuth {
    private final Deque<Move> moves;

    Auth(Deque<Move> moves) {
      super("publickey");
      this.moves = moves;
    }

    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
      return next(session, service);
    }

    @Override
    protected boolean processAuthDataRequest(ClientSession session, String service, Buffer answer)
        throws Exception {
      return next(session, service);
    }

    private boolean next(ClientSession session, String service) throws Exception {
      var move = moves.poll();
      if (move == null) {
        return false;
      }
      var packet =
          switch (move) {
            case Move.Offers(var key) -> request(session, service, key, false);
            case Move.Signs(var pair) -> {
              var request = request(session, service, pair.getPublic(), true);
              request.putBytes(signature(session, service, pair));
              yield request;
            }
            case Move.OpensAChannel() -> {
              var open = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN);
              open.putString("session");
              open.putUInt(0);
              open.putUInt(1 << 20);
              open.putUInt(1 << 15);
              yield open;
            }
          };
      session.writePacket(packet);
      return true;
    }

    private static Buffer request(
        ClientSession session, String service, PublicKey key, boolean signed) {
      var request = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST);
      write(request, session, service, key, signed);
      return request;
    }

    private static void write(
        Buffer to, ClientSession session, String service, PublicKey key, boolean signed) {
      to.putString(session.getUsername());
      to.putString(service);
      to.putString("publickey");
      to.putBoolean(signed);
      to.putString(KeyUtils.getKeyType(key));
      to.putPublicKey(key);
    }

    private static byte[] signature(ClientSession session, String service, KeyPair pair)
        throws Exception {
      var data = new ByteArrayBuffer();
      data.putBytes(session.getSessionId());
      data.putByte(SshConstants.SSH_MSG_USERAUTH_REQUEST);
      write(data, session, service, pair.getPublic(), true);
      var signer = BuiltinSignatures.ed25519.create();
      signer.initSigner(session, pair.getPrivate());
      signer.update(session, data.getCompactData());
      var signature = new ByteArrayBuffer();
      signature.putString("ssh-ed25519");
      signature.putBytes(signer.sign(session));
      return signature.getCompactData();
    }
  }
}
