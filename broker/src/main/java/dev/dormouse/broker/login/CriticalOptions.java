package dev.dormouse.broker.login;

import dev.dormouse.broker.refusal.Refusal;
import java.util.Optional;
import java.util.Set;

/**
 * What a certificate demands of whoever takes it (PROTOCOL.certkeys): an option that isn't known
 * must lead to a refusal. {@code verify-required} is known and nobody checks it, so it is refused.
 */
final class CriticalOptions {
  private static final Set<String> KEPT =
      Set.of(Proof.ByCertificate.FORCE_COMMAND, Proof.ByCertificate.SOURCE_ADDRESS);

  private CriticalOptions() {}

  /** Why a certificate's options can't be kept, or nothing. */
  static Optional<Refusal> refusal(Proof.ByCertificate certificate) {
    var options = certificate.criticalOptions();
    Optional<String> other =
        options.keySet().stream().filter(name -> !KEPT.contains(name)).sorted().findFirst();
    if (other.isPresent()) {
      return other.map(No::criticalOption);
    }
    return options.containsKey(Proof.ByCertificate.FORCE_COMMAND)
            && certificate.forceCommand().isBlank()
        ? Optional.of(No.emptyCommand())
        : Optional.empty();
  }
}
