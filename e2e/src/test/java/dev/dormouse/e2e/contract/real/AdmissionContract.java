package dev.dormouse.e2e.contract.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Api;
import dev.dormouse.e2e.wire.Json;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import org.junit.jupiter.api.Test;

/** Who may do what: RBAC for callers, Pod Security for pods. */
@OnCluster
final class AdmissionContract {
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/namespaces/";

  private static Api broker(Place place) {
    var account = "system:serviceaccount:" + place.namespace() + ":broker";
    return place.api().with("Impersonate-User", account);
  }

  /** Allows it, and waits until the authorizer has heard of it. */
  private static void allow(Place place, String rules) {
    var api = place.api();
    var kind = "{apiVersion: rbac.authorization.k8s.io/v1, kind: ";
    api.resources(RBAC + place.namespace() + "/roles")
        .create(kind + "Role, metadata: {name: broker}, rules: " + rules + "}")
        .object();
    api.resources(RBAC + place.namespace() + "/rolebindings")
        .create(
            kind
                + "RoleBinding, metadata: {name: broker}, roleRef: {apiGroup:"
                + " rbac.authorization.k8s.io, kind: Role, name: broker}, subjects: [{kind:"
                + " ServiceAccount, name: broker, namespace: "
                + place.namespace()
                + "}]}")
        .object();
    Eventually.holds(
        "the role counts",
        () ->
            broker(place)
                .resources("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews")
                .create(
                    "{apiVersion: authorization.k8s.io/v1, kind: SelfSubjectRulesReview, spec:"
                        + " {namespace: "
                        + place.namespace()
                        + "}}")
                .object()
                .at("/status/resourceRules")
                .toString()
                .contains(Json.tree(rules).at("/0/resources").toString()));
  }

  @Test
  void whoMayCreateSecretsStillCantReadThem(Place place) {
    allow(place, "[{apiGroups: [''], resources: [secrets], verbs: [create]}]");
    var secrets = broker(place).resources(place.core("secrets").path());

    var made = secrets.create("{apiVersion: v1, kind: Secret, metadata: {name: host-key}}");

    assertThat(made.code()).isEqualTo(201);
    assertThat(secrets.get("host-key").refusal())
        .isEqualTo(
            new Refusal(
                403,
                "Forbidden",
                "secrets \"host-key\" is forbidden: User \"system:serviceaccount:%s:broker\" cannot"
                        .formatted(place.namespace())
                    + " get resource \"secrets\" in API group \"\" in the namespace \"%s\""
                        .formatted(place.namespace()),
                Details.of("", "secrets", "host-key")));
  }

  @Test
  void whoMayWriteTheStatusCantWriteTheSpec(Place place) {
    place.thing("a", "{owner: alice}");
    allow(
        place,
        "[{apiGroups: [%s], resources: [things/status], verbs: [patch]}]".formatted(place.group()));
    var things = broker(place).resources(place.things().path());

    assertThat(things.merge("a/status", "{status: {phase: Awake}}").code()).isEqualTo(200);
    assertThat(things.merge("a", "{spec: {wanted: x}}").refusal().message())
        .isEqualTo(
            "things.%s \"a\" is forbidden: User \"system:serviceaccount:%s:broker\" cannot patch"
                    .formatted(place.group(), place.namespace())
                + " resource \"things\" in API group \"%s\" in the namespace \"%s\""
                    .formatted(place.group(), place.namespace()));
  }

  @Test
  void aRightToOneNameIsARightToThatNameAlone(Place place) {
    place.configMap("mine", "{}");
    place.configMap("yours", "{}");
    allow(
        place, "[{apiGroups: [''], resources: [configmaps], resourceNames: [mine], verbs: [get]}]");
    var maps = broker(place).resources(place.configMaps().path());

    assertThat(maps.get("mine").code()).isEqualTo(200);
    assertThat(maps.get("yours").code()).isEqualTo(403);
  }

  @Test
  void aRestrictedNamespaceRefusesAPodThatAsksForMore(Place place) throws Exception {
    var pods = place.pods();
    place
        .namespaces()
        .merge(
            place.namespace(),
            "{metadata: {labels: {pod-security.kubernetes.io/enforce: restricted}}}")
        .object();

    var bold =
        "{apiVersion: v1, kind: Pod, metadata: {name: bold}, spec: {containers: [{name:"
            + " shell, image: any, securityContext: {privileged: true}}]}}";
    var dryRun = place.api().resources(pods.path() + "?dryRun=All");
    Eventually.holds("the label counts", () -> dryRun.create(bold).code() != 201);
    var refusal = pods.create(bold).refusal();

    assertThat(refusal.code()).isEqualTo(403);
    assertThat(refusal.reason()).isEqualTo("Forbidden");
    assertThat(refusal.message())
        .startsWith("pods \"bold\" is forbidden: violates PodSecurity \"restricted:latest\": ")
        .contains("privileged (container \"shell\" must not set securityContext.privileged=true)")
        .contains("runAsNonRoot != true");
    assertThat(refusal.details()).isEqualTo(Details.of("", "pods", "bold"));
  }
}
