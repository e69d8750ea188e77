package dev.dormouse.e2e.login;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Predicate;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.AbstractUserAuthFactory;
import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/** An ssh server that makes one mistake on purpose: what an attack must succeed on, to be one. */
final class Fooled {
  /** The mistake. */
  enum By {
    /** CVE-2026-77185: the question whether a key would be taken counts as a login. */
    A_QUESTION,
    /** CVE-2024-45337: any known key may sign, and who it is, is the key that was offered last. */
    THE_LAST_OFFER
  }

  private Fooled() {}

  /** Starts one to which the victim's key is the one that opens. */
  static SshServer by(By mistake, PublicKey victims, PublicKey attackers) throws Exception {
    var server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(
        KeyPairProvider.wrap(KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256)));
    Predicate<PublicKey> opens = key -> KeyUtils.compareKeys(key, victims);
    Predicate<PublicKey> known = opens.or(key -> KeyUtils.compareKeys(key, attackers));
    server.setPublickeyAuthenticator((_, key, _) -> known.test(key));
    server.setUserAuthFactories(List.of(new Factory(mistake, opens)));
    server.start();
    return server;
  }

  private static final class Factory extends AbstractUserAuthFactory {
    private final By mistake;
    private final Predicate<PublicKey> opens;

    Factory(By mistake, Predicate<PublicKey> opens) {
      super("publickey");
      this.mistake = mistake;
      this.opens = opens;
    }

    @Override
    public UserAuth createUserAuth(ServerSession session) throws IOException {
      return new Auth(mistake, opens);
    }
  }

  private static final class Auth extends UserAuthPublicKey {
    private static final AttributeKey<Boolean> OPENED = new AttributeKey<>();

    private final By mistake;
    private final Predicate<PublicKey> opens;

    Auth(By mistake, Predicate<PublicKey> opens) {
      this.mistake = mistake;
      this.opens = opens;
    }

    @Override
    public @Nullable Boolean doAuth(Buffer request, boolean init) throws Exception {
      var at = request.rpos();
      var signed = request.getBoolean();
      request.getString();
      var key = request.getPublicKey();
      request.rpos(at);
      var session = getServerSession();
      if (!signed) {
        session.setAttribute(OPENED, opens.test(key));
      }
      if (mistake == By.A_QUESTION) {
        return opens.test(key);
      }
      var answer = super.doAuth(request, init);
      // No answer yet: that a key would be taken has been said.
      return answer == null ? null : answer && Boolean.TRUE.equals(session.getAttribute(OPENED));
    }
  }
}
