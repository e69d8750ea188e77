package dev.dormouse.embedded.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** By what one server and those who may use it know each other; made anew at every start. */
record Identity(String certificate, String key, String token) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Identity make(Instant now) throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      var pair = generator.generateKeyPair();
      var name = new X500Name("CN=dormouse embedded cluster");
      var names =
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.dNSName, "localhost")
              });
      var certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(64, RANDOM),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(Duration.ofDays(3650))),
                  name,
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
              .addExtension(Extension.subjectAlternativeName, false, names)
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
      var token = new byte[32];
      RANDOM.nextBytes(token);
      return new Identity(
          pem("CERTIFICATE", certificate.getEncoded()),
          pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
          HexFormat.of().formatHex(token));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("this Java can't make a certificate", e);
    }
  }

  PemKeyCertOptions tls() {
    return new PemKeyCertOptions()
        .setCertValue(Buffer.buffer(certificate))
        .setKeyValue(Buffer.buffer(key));
  }

  /** What a client needs to come in, in kubectl's format. */
  String kubeconfig(String server) {
    return """
        apiVersion: v1
        kind: Config
        current-context: dormouse
        contexts:
        - name: dormouse
          context:
            cluster: dormouse
            user: dormouse
            namespace: default
        clusters:
        - name: dormouse
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: dormouse
          user:
            token: %s
        """
        .formatted(
            server,
            Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.US_ASCII)),
            token);
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label);
  }
}
