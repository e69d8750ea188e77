package dev.dormouse.broker.ssh;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.certificate.OpenSshCertificateBuilder;

/** Makes the certificates of minutes by which we log in to pods, each for a key of its own. */
final class Certificates {
  /** The clocks of two machines differ by less, or nothing works anyway. */
  private static final Duration SKEW = Duration.ofMinutes(2);

  private final KeyPair authority;
  private final InstantSource clock;
  private final AtomicLong serial;

  Certificates(KeyPair authority, InstantSource clock) {
    this.authority = authority;
    this.clock = clock;
    this.serial = new AtomicLong(clock.millis() << 10);
  }

  /** P-256: made and used in a fraction of the time that the JDK takes for Ed25519. */
  KeyPair issue(Grant grant) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    var now = clock.instant();
    var certificate =
        OpenSshCertificateBuilder.userCertificate()
            .publicKey(pair.getPublic())
            .id(grant.keyId())
            .serial(serial.incrementAndGet())
            .principals(List.of(grant.principal()))
            .validAfter(now.minus(SKEW))
            .validBefore(now.plus(grant.validFor()))
            .criticalOptions(
                grant.forceCommand().isEmpty()
                    ? Map.of()
                    : Map.of("force-command", grant.forceCommand()))
            .extensions(extensions(grant))
            .sign(authority);
    return new KeyPair(certificate, pair.getPrivate());
  }

  private static Map<String, String> extensions(Grant grant) {
    Map<String, String> permits = new HashMap<>();
    if (grant.pty()) {
      permits.put("permit-pty", "");
    }
    if (grant.userRc()) {
      permits.put("permit-user-rc", "");
    }
    if (grant.agent()) {
      permits.put("permit-agent-forwarding", "");
    }
    if (grant.ports()) {
      permits.put("permit-port-forwarding", "");
    }
    if (grant.x11()) {
      permits.put("permit-X11-forwarding", "");
    }
    return permits;
  }
}
