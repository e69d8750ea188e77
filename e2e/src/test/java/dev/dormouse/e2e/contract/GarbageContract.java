package dev.dormouse.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.Seen;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What goes because that which owned it went: by owner reference, and by namespace. */
@OnCluster
final class GarbageContract {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String GHOST =
      "{apiVersion: v1, kind: ConfigMap, name: ghost, uid: 00000000-0000-0000-0000-000000000000}";

  private static String owner(JsonNode owner) {
    return "{apiVersion: %s, kind: %s, name: %s, uid: %s}"
        .formatted(
            owner.path("apiVersion").asText(),
            owner.path("kind").asText(),
            owner.at("/metadata/name").asText(),
            owner.at("/metadata/uid").asText());
  }

  private static void owned(Place place, String name, String... owners) {
    place
        .core("secrets")
        .create(
            "{apiVersion: v1, kind: Secret, metadata: {name: %s, ownerReferences: [%s]}}"
                .formatted(name, String.join(", ", owners)))
        .object();
  }

  @Test
  void whatAnObjectOwnedGoesAfterIt(Place place) throws Exception {
    var map = place.configMap("owner", "{}");
    owned(place, "child", owner(map));
    owned(place, "stranger");

    place.configMaps().delete("owner").object();

    place.core("secrets").awaitGone("child", SOON);
    assertThat(place.core("secrets").get("stranger").code()).isEqualTo(200);
  }

  @Test
  void whatACustomResourceOwnedGoesAfterIt(Place place) throws Exception {
    var thing = place.thing("owner", "{owner: alice}");
    owned(place, "child", owner(thing));

    place.things().delete("owner").object();

    place.core("secrets").awaitGone("child", SOON);
  }

  @Test
  void whatTwoOwnedStaysForTheLastOfThem(Place place) throws Exception {
    var one = place.configMap("one", "{}");
    var two = place.configMap("two", "{}");
    owned(place, "child", owner(one), owner(two));

    place.configMaps().delete("one").object();
    var left =
        place
            .core("secrets")
            .await("child", "one owner", SOON, it -> it.at("/metadata/ownerReferences").size() < 2);
    assertThat(left.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("two");

    place.configMaps().delete("two").object();
    place.core("secrets").awaitGone("child", SOON);
  }

  @Test
  void anOrphanedChildStaysAndForgetsItsOwner(Place place) throws Exception {
    var map = place.configMap("owner", "{}");
    owned(place, "child", owner(map));
    // The collector hears of children in order: once this one is gone, it knows the other.
    owned(place, "later", GHOST);
    place.core("secrets").awaitGone("later", SOON);

    place.configMaps().delete("owner", "{propagationPolicy: Orphan}").object();

    place.configMaps().awaitGone("owner", SOON);
    var child = place.core("secrets").get("child").object();
    assertThat(child.at("/metadata/ownerReferences").isMissingNode()).isTrue();
  }

  @Test
  void anOwnerThatNeverWasTakesTheChildWithIt(Place place) throws Exception {
    owned(place, "child", GHOST);

    place.core("secrets").awaitGone("child", SOON);
  }

  @Test
  void aNamespaceTakesAllThatIsInIt(Place place) throws Exception {
    var name = place.namespace() + "-inner";
    var made = "{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}";
    place.namespaces().create(made).object();
    var maps = place.api().resources("/api/v1/namespaces/" + name + "/configmaps");
    maps.create(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, finalizers: [test.dev/hold]}}")
        .object();
    maps.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}").object();

    var answer = place.namespaces().delete(name).object();
    maps.awaitGone("b", SOON);
    var late = maps.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}");
    maps.merge("a", "{metadata: {finalizers: null}}").object();

    assertThat(Seen.phase(answer, "Terminating")).isTrue();
    assertThat(late.refusal())
        .isEqualTo(
            new Refusal(
                403,
                "Forbidden",
                "configmaps \"c\" is forbidden: unable to create new content in namespace "
                    + name
                    + " because it is being terminated",
                Details.of("", "configmaps", "c")
                    .with("NamespaceTerminating", "metadata.namespace")));
    place.namespaces().awaitGone(name, SOON);
  }

  @Test
  void aNewNamespaceGetsAnAccountForItsPods(Place place) throws Exception {
    var accounts = place.core("serviceaccounts");

    var account = accounts.await("default", "there", SOON, _ -> true);

    assertThat(account.at("/metadata/namespace").asText()).isEqualTo(place.namespace());
  }
}
