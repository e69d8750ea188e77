package dev.dormouse.e2e.contract.real;

import static dev.dormouse.e2e.wire.Json.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Abreast;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What a namespace may use: the quota refuses in a sentence, and two at once can't both slip in.
 */
@OnCluster
final class QuotaContract {

  private static void quota(Place place, String hard) throws InterruptedException {
    place
        .core("resourcequotas")
        .create(
            "{apiVersion: v1, kind: ResourceQuota, metadata: {name: limits}, spec: {hard: %s}}"
                .formatted(hard))
        .object();
    place
        .core("resourcequotas")
        .await("limits", "counted", Duration.ofSeconds(30), it -> it.at("/status/used").isObject());
  }

  private static String claim(String name) {
    return "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: "
        + name
        + "}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}";
  }

  private static String pod(Place place, String name, String resources) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s}
        spec:
          nodeSelector: {test.dev/nowhere: 'true'}
          containers: [{name: shell, image: %s, resources: %s}]
        """
        .formatted(name, place.cluster().image(), resources);
  }

  @Test
  void aClaimAboveTheQuotaIsForbiddenAndTheSentenceSaysWhatIsUsed(Place place) throws Exception {
    quota(place, "{requests.storage: 1Gi}");
    place.core("persistentvolumeclaims").create(claim("first")).object();

    var second = place.core("persistentvolumeclaims").create(claim("second"));

    assertThat(second.refusal())
        .isEqualTo(
            new Refusal(
                403,
                "Forbidden",
                "persistentvolumeclaims \"second\" is forbidden: exceeded quota: limits,"
                    + " requested: requests.storage=1Gi, used: requests.storage=1Gi,"
                    + " limited: requests.storage=1Gi",
                Details.of("", "persistentvolumeclaims", "second")));
  }

  @Test
  void ofTwoClaimsAtOnceThatWouldBothFitAloneOneIsRefused(Place place) throws Exception {
    quota(place, "{requests.storage: 1Gi}");

    var codes =
        Abreast.each(
            2, i -> place.core("persistentvolumeclaims").create(claim("claim-" + i)).code());

    assertThat(codes).containsExactlyInAnyOrder(201, 403);
  }

  @Test
  void aPodAboveTheQuotaIsForbidden(Place place) throws Exception {
    var pods = place.pods();
    quota(place, "{requests.cpu: 100m, pods: 5}");

    var refusal = pods.create(pod(place, "big", "{requests: {cpu: 200m}}")).refusal();

    assertThat(refusal.code()).isEqualTo(403);
    assertThat(refusal.reason()).isEqualTo("Forbidden");
    assertThat(refusal.message())
        .isEqualTo(
            "pods \"big\" is forbidden: exceeded quota: limits, requested: requests.cpu=200m,"
                + " used: requests.cpu=0, limited: requests.cpu=100m");
  }

  @Test
  void aPodThatDoesntSayWhatTheQuotaCountsIsForbidden(Place place) throws Exception {
    var pods = place.pods();
    quota(place, "{requests.cpu: 100m}");

    var refusal = pods.create(pod(place, "vague", "{}")).refusal();

    assertThat(refusal.message())
        .isEqualTo(
            "pods \"vague\" is forbidden: failed quota: limits: must specify requests.cpu for:"
                + " shell");
  }

  @Test
  void aLimitRangeFillsInWhatAPodDidntSayAndRefusesWhatIsTooMuch(Place place) throws Exception {
    var pods = place.pods();
    place
        .core("limitranges")
        .create(
            "{apiVersion: v1, kind: LimitRange, metadata: {name: range}, spec: {limits: [{type:"
                + " Container, default: {memory: 64Mi}, defaultRequest: {memory: 32Mi}, max:"
                + " {memory: 128Mi}}]}}")
        .object();

    JsonNode made = pods.create(pod(place, "vague", "{}")).object();
    var refusal = pods.create(pod(place, "big", "{limits: {memory: 1Gi}}")).refusal();

    assertThat(made.at("/spec/containers/0/resources"))
        .isEqualTo(tree("{limits: {memory: 64Mi}, requests: {memory: 32Mi}}"));
    assertThat(refusal.code()).isEqualTo(403);
    assertThat(refusal.message())
        .isEqualTo(
            "pods \"big\" is forbidden: maximum memory usage per Container is 128Mi,"
                + " but limit is 1Gi");
  }
}
