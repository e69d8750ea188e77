package dev.dormouse.e2e.proxy;

import dev.dormouse.e2e.wire.Credentials;
import io.fabric8.kubernetes.client.Config;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.X509KeyManager;

/** The API server behind the proxy: where it is, and how to be let in. */
record Upstream(URI server, Credentials credentials) {

  static Upstream of(Config config) {
    return new Upstream(URI.create(config.getMasterUrl()), new Credentials(config));
  }

  boolean tls() {
    return server.getScheme().equals("https");
  }

  int port() {
    return server.getPort() > 0 ? server.getPort() : tls() ? 443 : 80;
  }

  /** A client whose pool no number of watches exhausts. */
  HttpClient client(Vertx vertx) {
    var options =
        new HttpClientOptions()
            .setSsl(tls())
            .setDefaultHost(server.getHost())
            .setDefaultPort(port());
    if (tls()) {
      try {
        for (var key : credentials.keys()) {
          if (key instanceof X509KeyManager x509) {
            options.setKeyCertOptions(KeyCertOptions.wrap(x509));
          }
        }
        for (var trusted : credentials.trusted()) {
          options.setTrustOptions(TrustOptions.wrap(trusted));
        }
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("reading the certificates of " + server, e);
      }
    }
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(2000));
  }
}
