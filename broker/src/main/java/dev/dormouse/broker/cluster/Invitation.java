package dev.dormouse.broker.cluster;

import dev.dormouse.crds.SessionUser;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A user who was written down without a key is given one, for a visit; when it is over, their own
 * namespace goes with all that the visit has left there. Nothing else of the cluster is touched.
 */
public final class Invitation {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final String belongings;

  private Invitation(String belongings) {
    this.belongings = belongings;
  }

  /**
   * Gives the user this key alone, on the cluster that is found as kubectl finds it.
   *
   * @param namespace where the users are
   * @param belongings the user's own namespace
   */
  public static Invitation send(String namespace, String user, String key, String belongings)
      throws IOException {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      var guest = new SessionUser();
      guest.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName(user).build());
      var patch = Map.of("spec", Map.of("publicKeys", List.of(key)));
      client.resource(guest).patch(MERGE, client.getKubernetesSerialization().asJson(patch));
      return new Invitation(belongings);
    } catch (KubernetesClientException refused) {
      throw new IOException("user %s can't be given a key: %s".formatted(user, why(refused)));
    }
  }

  /** Takes all that is the guest's away, and waits until it is gone. */
  public void end(Duration patience) throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      var theirs = client.namespaces().withName(belongings);
      theirs.delete();
      while (theirs.get() != null) {
        if (System.nanoTime() - began > patience.toNanos()) {
          throw new IOException(
              "namespace %s was deleted, but is still there after %d s: see what it has left"
                  .formatted(belongings, patience.toSeconds()));
        }
        Thread.sleep(PAUSE);
      }
    } catch (KubernetesClientException refused) {
      throw new IOException(
          "namespace %s can't be deleted: %s".formatted(belongings, why(refused)));
    }
  }

  private static String why(KubernetesClientException refused) {
    var status = refused.getStatus();
    return String.valueOf(status == null ? refused.getMessage() : status.getMessage());
  }
}
