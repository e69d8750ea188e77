package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.login.Proof;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.u2f.SecurityKeyPublicKey;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.AbstractUserAuthFactory;
import org.apache.sshd.server.auth.UserAuth;
import org.apache.sshd.server.auth.pubkey.AuthorizedKeyEntriesPublickeyAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * One publickey request. Who it is, is taken from the request that was signed, never from a key
 * that was only offered (CVE-2024-45337), and only after MINA verified the signature.
 */
final class KeyAuth extends UserAuthPublicKey implements PublickeyAuthenticator {
  /**
   * The login name for which a connection has shown no key that opens; empty when it has asked to
   * log in by none, and again when it shows one. A session has it from its beginning to its end.
   */
  static final AttributeKey<AtomicReference<String>> DENIED = new AttributeKey<>();

  private static final String SERVICE = "ssh-connection";

  private @Nullable Offer offer;
  private @Nullable Proof proof;

  private KeyAuth() {
    super(Algorithms.userSignatures());
  }

  @Override
  public @Nullable Boolean doAuth(Buffer request, boolean init) throws Exception {
    var session = (FrontSession) getServerSession();
    if (!SERVICE.equals(getService())) {
      return false;
    }
    @Nullable Boolean answer;
    Offer asked;
    try {
      asked = Offer.peek(request);
      offer = asked;
      session.setPublickeyAuthenticator(this);
      answer = super.doAuth(request, init);
    } catch (Exception bad) {
      log.debug("a publickey request that is none", bad);
      return false;
    }
    var signer = proof;
    if (Boolean.TRUE.equals(answer) && asked.signed() && signer != null) {
      session.getAttribute(DENIED).set("");
      session.verified(new Verified(getUsername(), signer));
      return true;
    }
    return (answer == null && signer != null) ? null : false;
  }

  /**
   * Asked by MINA for offered and for signed keys alike: says whether the key is known, no more.
   */
  @Override
  public boolean authenticate(String login, PublicKey key, ServerSession session) {
    var front = (FrontSession) session;
    var asked = offer;
    if (asked == null) {
      return false;
    }
    try {
      var would = asked.proof(key);
      var doorkeeper = front.hall().doorkeeper();
      if (!doorkeeper.knows(login, would)) {
        front.offered(would.key().fingerprint());
        front.getAttribute(DENIED).set(login);
        return false;
      }
      front.shown(would.key().fingerprint());
      if (key instanceof SecurityKeyPublicKey<?>) {
        front.setAttribute(
            AuthorizedKeyEntriesPublickeyAuthenticator.AUTHORIZED_KEY,
            line(would.key(), doorkeeper.skRules(login, would.key())));
      }
      proof = would;
      return true;
    } catch (SshException garbage) {
      return false;
    }
  }

  /** MINA takes what a security key must show from the options of the line that names it. */
  private static AuthorizedKeyEntry line(Key key, SkRules rules) {
    var options = new StringBuilder();
    if (!rules.touch()) {
      options.append("no-touch-required");
    }
    if (rules.verify()) {
      options.append(options.isEmpty() ? "" : ",").append("verify-required");
    }
    var line = (options + " " + key.type() + " " + key.blob()).strip();
    return AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
  }

  /** Those that we honour; any other means something that we would fail to do. */
  @Override
  protected void verifyCriticalOptions(ServerSession session, OpenSshCertificate certificate)
      throws CertificateException {
    for (var option : certificate.getCriticalOptionsMap().keySet()) {
      switch (option) {
        case "force-command" -> {}
        case "source-address" -> verifyCertificateSources(session, certificate);
        default -> throw new CertificateException("unknown critical option " + option);
      }
    }
  }

  /** MINA's words on a certificate hold its id as it came, line ends and all. */
  @Override
  protected void warn(
      String words, Object one, Object two, Object three, Object four, Throwable why) {
    log.debug(words, one, two, three, four, why);
  }

  /** And on a signature. */
  @Override
  protected void warn(
      String words,
      Object one,
      Object two,
      Object three,
      Object four,
      Object five,
      Object six,
      Throwable why) {
    log.debug(words, one, two, three, four, five, six, why);
  }

  /** Makes one for each request. */
  static final class Factory extends AbstractUserAuthFactory {
    Factory() {
      super(NAME);
    }

    @Override
    public UserAuth createUserAuth(ServerSession session) {
      return new KeyAuth();
    }
  }
}
