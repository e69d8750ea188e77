package dev.dormouse.cli.bench;

import dev.dormouse.crds.Session;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What an administrator would have set up, for one measurement alone: a namespace with a user and a
 * template. All of it goes when this is closed, and the user's own namespace with it.
 */
public final class Household implements AutoCloseable {
  private static final Duration UNTIL_GONE = Duration.ofSeconds(75);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int CONNECT_MILLIS = 5_000;
  private static final String EMBEDDED = "embedded";
  static final String NAME = "me";
  static final String TEMPLATE = "bench";

  private final KubernetesClient client;
  private final String namespace;
  private final boolean small;
  private final String loginUser;

  private Household(KubernetesClient client, String namespace, boolean small, String loginUser) {
    this.client = client;
    this.namespace = namespace;
    this.small = small;
    this.loginUser = loginUser;
  }

  /**
   * Moves in, on the cluster that is found as kubectl finds it.
   *
   * @param namespace that isn't there yet; the user's own has it and a hyphen before the name
   * @param publicKey the user's
   * @param image of the session
   * @param account who runs this: on the small cluster nobody else can be let in
   * @throws Unfit when there is no cluster, or it doesn't know sessions
   */
  public static Household open(String namespace, String publicKey, String image, String account)
      throws Unfit {
    Config config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestRetryBackoffLimit(0)
            .build();
    var client = new KubernetesClientBuilder().withConfig(config).build();
    try {
      client.resources(Session.class).inNamespace(namespace).list();
      var small = client.getKubernetesVersion().getGitVersion().contains(EMBEDDED);
      var household = new Household(client, namespace, small, small ? account : "dev");
      household.moveIn(publicKey, image);
      return household;
    } catch (KubernetesClientException refused) {
      client.close();
      throw new Unfit(why(refused, config.getMasterUrl()));
    }
  }

  private static String why(KubernetesClientException refused, String address) {
    return switch (Math.max(refused.getCode(), 0)) {
      case 0 ->
          "no cluster answers at %s: KUBECONFIG names another, or ".formatted(address)
              + "./dormouse cluster starts a small one";
      case 404 ->
          "the cluster at %s doesn't know what a session is: ".formatted(address)
              + "kubectl apply -f crds/target/classes/META-INF/dormouse/";
      default -> "the cluster at %s refuses: %s".formatted(address, sentence(refused));
    };
  }

  private static String sentence(KubernetesClientException refused) {
    var status = refused.getStatus();
    return String.valueOf(status == null ? refused.getMessage() : status.getMessage());
  }

  private void moveIn(String publicKey, String image) {
    var yaml =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: %1$s}
        ---
        apiVersion: dormouse.dev/v1alpha1
        kind: SessionUser
        metadata: {name: %2$s, namespace: %1$s}
        spec: {publicKeys: ["%3$s"]}
        ---
        apiVersion: dormouse.dev/v1alpha1
        kind: SessionTemplate
        metadata: {name: %4$s, namespace: %1$s}
        spec:
          image: %5$s
          loginUser: "%6$s"
          home: {scope: session, mountPath: /home/dev, size: 1Gi}
          lifecycle: {startWithin: 2m}
        """
            .formatted(namespace, NAME, publicKey, TEMPLATE, text(image), loginUser);
    client
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .resources()
        .forEach(one -> one.create());
  }

  /** As YAML has it, whatever is in it. */
  private String text(String any) {
    return client.getKubernetesSerialization().asJson(any);
  }

  /** Whether its pods are processes of this machine. */
  public boolean small() {
    return small;
  }

  /** Whom people are inside. */
  String loginUser() {
    return loginUser;
  }

  KubernetesClient client() {
    return client;
  }

  /** Where the user's sessions are. */
  String belongings() {
    return namespace + "-" + NAME;
  }

  /** Takes all of it away, and waits until it is gone. */
  @Override
  public void close() throws IOException {
    // Whoever wanted this to end still wants it tidied up.
    var hurry = Thread.interrupted();
    try (client) {
      gone(belongings());
      gone(namespace);
    } catch (InterruptedException again) {
      hurry = true;
    } finally {
      if (hurry) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void gone(String name) throws IOException, InterruptedException {
    var began = System.nanoTime();
    var it = client.namespaces().withName(name);
    it.delete();
    while (it.get() != null) {
      if (System.nanoTime() - began > UNTIL_GONE.toNanos()) {
        throw new IOException(
            "namespace %s was deleted, but is still there after %d s"
                .formatted(name, UNTIL_GONE.toSeconds()));
      }
      Thread.sleep(PAUSE);
    }
  }
}
