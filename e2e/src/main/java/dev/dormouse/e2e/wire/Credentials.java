package dev.dormouse.e2e.wire;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** What a kubeconfig says of who calls and whom to trust; the one class that reads it for TLS. */
public final class Credentials {
  private final Config config;

  public Credentials(Config config) {
    this.config = config;
  }

  /** The client certificate, if there is one. */
  public List<KeyManager> keys() throws GeneralSecurityException, IOException {
    return present(SSLUtils.keyManagers(config));
  }

  /** The authority that signed the API server's certificate. */
  public List<TrustManager> trusted() throws GeneralSecurityException, IOException {
    return present(SSLUtils.trustManagers(config));
  }

  /** The value of the Authorization header, if calls carry one. */
  public Optional<String> authorization() {
    return Optional.ofNullable(config.getAutoOAuthToken()).map(token -> "Bearer " + token);
  }

  private static <T> List<T> present(T @Nullable [] all) {
    return all == null ? List.of() : List.of(all);
  }

  SSLContext tls() {
    try {
      var tls = SSLContext.getInstance("TLS");
      tls.init(keys().toArray(KeyManager[]::new), trusted().toArray(TrustManager[]::new), null);
      return tls;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("reading the certificates of " + config.getMasterUrl(), e);
    }
  }
}
