package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.e2e.Eventually;
import dev.dormouse.e2e.house.House;
import dev.dormouse.e2e.house.Person;
import dev.dormouse.e2e.wire.Api;
import dev.dormouse.e2e.wire.Json;
import dev.dormouse.e2e.wire.Resources;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sizes: whether there is a node for them, and who gets which. */
@InAHouse
@Tag("C3")
final class FlavorsIT {
  private static Resources flavors;

  @BeforeAll
  static void reaper(House house) {
    house.reaper("reaper-a");
    flavors = house.ours("Flavor");
  }

  @Test
  void oneThatFitsANodeCanBeHad() {
    flavor("fitting", "resources: {requests: {cpu: 100m, memory: 16Mi}}");

    assertThat(told("fitting").path("schedulable").asText()).isEqualTo("Yes");
    assertThat(status("fitting").path("why").asText()).isEqualTo("fits 1 of 1 nodes");
  }

  @Test
  void oneThatIsTooBigCanNot_andPeopleReadWhy(House house) throws Exception {
    flavor("huge", "resources: {requests: {cpu: '4000', memory: 16Mi}}");
    house.template("cluster", "{flavor: huge, description: everything}");
    var alice = house.user("alice");

    assertThat(told("huge").path("schedulable").asText()).isEqualTo("No");
    assertThat(status("huge").path("why").asText()).isEqualTo("no node has room for 4000 cpu");
    Eventually.holds("the page says so", () -> page(alice, "(no node has room for 4000 cpu)"));
    var listed = Json.tree(alice.ssh().ssh("alice", "ls", "--json").good());
    assertThat(listed.findValuesAsText("trouble")).contains("no node has room for 4000 cpu");
  }

  @Test
  void oneWhoseLabelNoNodeHasCanNot() {
    flavor("labelled", "nodeSelector: {example.test/disk: fast}");

    assertThat(told("labelled").path("schedulable").asText()).isEqualTo("No");
    assertThat(status("labelled").path("why").asText())
        .isEqualTo("no node is labelled example.test/disk=fast");
  }

  @Test
  void aClusterThatCanGrowMayHaveItLater(House house) {
    var maps =
        Api.of(house.cluster().config()).resources("/api/v1/namespaces/kube-system/configmaps");
    var status = Json.object("{apiVersion: v1, kind: ConfigMap}");
    status.putObject("metadata").put("name", "cluster-autoscaler-status");
    status
        .putObject("data")
        .put(
            "status",
            """
            autoscalerStatus: Running
            clusterWide: {health: {status: Healthy, lastProbeTime: "%s"}}
            nodeGroups: [{name: workers, health: {cloudProviderTarget: 1, maxSize: 3, minSize: 0}}]
            """
                .formatted(Instant.now()));
    maps.create(status).object();
    try {
      flavor("growing", "resources: {requests: {cpu: '5000'}}");

      assertThat(told("growing").path("schedulable").asText()).isEqualTo("Autoscaled");
    } finally {
      maps.delete("cluster-autoscaler-status");
    }
  }

  @Test
  void theDefaultIsForThoseWhoNameNone_andTheOlderOfTwo(House house) throws Exception {
    house.template("plain");
    flavor("first", "{default: true, resources: {limits: {memory: 300Mi}}}");
    var bob = house.user("bob");
    Eventually.holds("it is known", () -> page(bob, "plain"));
    bob.awake("plain");
    var memory =
        house
            .pods("bob")
            .get(house.livePodsOf("bob", "plain").getFirst())
            .object()
            .at("/spec/containers/0/resources/limits/memory");
    assertThat(memory.asText()).isEqualTo("300Mi");

    Thread.sleep(1100); // A creation's time is in whole seconds.
    flavor("second", "{default: true, resources: {limits: {memory: 400Mi}}}");
    Eventually.holds(
        "both say so",
        () ->
            problem("first").equals("second is a default too: this one counts, since it is older")
                && problem("second")
                    .equals("first is the default already: that one counts, since it is older"));
    var carl = house.user("carl");
    carl.awake("plain");
    assertThat(carl.ssh().ssh("carl", "ls").good()).contains("plain, 300 MiB");

    flavors.delete("first");
    Eventually.holds("one is left", () -> problem("second").isEmpty());
  }

  private static void flavor(String name, String spec) {
    var flavor = Json.object("{apiVersion: dormouse.dev/v1alpha1, kind: Flavor}");
    flavor.putObject("metadata").put("name", name);
    flavor.set("spec", Json.object(spec));
    flavors.create(flavor).object();
  }

  private static boolean page(Person person, String words) {
    try {
      return person.ssh().ssh(person.name()).good().contains(words);
    } catch (InterruptedException e) {
      throw new AssertionError("asking for the page", e);
    }
  }

  private static JsonNode told(String name) {
    Eventually.holds(name + " is told of", () -> status(name).has("schedulable"));
    return status(name);
  }

  private static JsonNode status(String name) {
    return flavors.get(name).object().path("status");
  }

  private static String problem(String name) {
    return status(name).path("problem").asText();
  }
}
