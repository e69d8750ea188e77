package dev.dormouse.broker.login;

import java.util.List;
import java.util.Optional;

/**
 * Whether somebody is a user: asked for every key that a client offers and again for the one that
 * signed, so it answers at once. Whether they may is {@link Admissions}' to say, and can be said
 * only to somebody who is known: a suspended user is.
 */
public final class Door {
  private Door() {}

  /**
   * Whether this proves to be the user that the login name names: by exactly one of their keys, or
   * by a certificate of a trusted authority that names them.
   *
   * @param trustedCas the keys whose user certificates count; none as a rule
   */
  public static boolean opens(House house, List<Key> trustedCas, String login, Proof proof) {
    return who(house, login)
        .map(
            user ->
                switch (proof) {
                  case Proof.ByKey(Key key) -> user.opener(key).isPresent();
                  case Proof.ByCertificate certificate ->
                      isTrusted(certificate, trustedCas) && certificate.names(user);
                })
        .orElse(false);
  }

  /** The line of the named user that this key stands in: it says what the signature must tell. */
  public static Optional<OpenKey> opener(House house, String login, Key key) {
    return who(house, login).flatMap(user -> user.opener(key));
  }

  /** A key that certifies others is used for nothing else, or a leak of the one is one of both. */
  private static boolean isTrusted(Proof.ByCertificate certificate, List<Key> trustedCas) {
    return trustedCas.contains(certificate.authority()) && !trustedCas.contains(certificate.key());
  }

  private static Optional<User> who(House house, String login) {
    return switch (Login.read(login, house)) {
      case Login.Bare(User user) -> Optional.of(user);
      case Login.Named(User user, String _) -> Optional.of(user);
      case Login.Garbled(User user, String _) -> Optional.of(user);
      case Login.Nobody(String _) -> Optional.empty();
    };
  }
}
