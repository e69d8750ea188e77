package dev.dormouse.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dormouse.embedded.api.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a deletion waits for, and what follows it. */
@Timeout(60)
class DeletionIT {
  private static final String NAMESPACE = "/api/v1/namespaces/zoo";
  private static final String PODS = NAMESPACE + "/pods";
  private static final String MAPS = NAMESPACE + "/configmaps";

  private final ApiServer server;
  private final Wire wire;

  DeletionIT(@TempDir Path dir) throws Exception {
    server = ApiServer.start(new ApiOptions(dir, 0, InstantSource.system(), PodLogs.NONE));
    wire = Wire.to(server);
  }

  @BeforeEach
  void makeTheZoo() throws Exception {
    make("/api/v1/namespaces", "{'metadata':{'name':'zoo'}}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPodThatRunsHasItsGrace() throws Exception {
    makePod("a");
    var marked = delete(PODS + "/a", "");
    assertThat(marked.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(30);
    assertThat(wire.get(PODS + "/a").at("/metadata/deletionTimestamp").isTextual()).isTrue();

    var longer = delete(PODS + "/a", "{'gracePeriodSeconds':60}");
    assertThat(longer).isEqualTo(marked);
    var shorter = delete(PODS + "/a", "{'gracePeriodSeconds':5}");
    assertThat(shorter.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(5);
    delete(PODS + "/a", "{'gracePeriodSeconds':0}");
    awaitGone(PODS + "/a");
  }

  @Test
  void finalizersHoldUntilTheLastIsGone() throws Exception {
    var map = make(MAPS, "{'metadata':{'name':'a','finalizers':['x/y']}}");
    assertThat(delete(MAPS + "/a", "").at("/metadata/deletionGracePeriodSeconds").asInt()).isZero();
    assertThat(wire.patch(MAPS + "/a", "{\"metadata\":{\"finalizers\":[\"x/y\",\"x/z\"]}}").body())
        .contains("no new finalizers can be added if the object is being deleted");
    wire.patch(MAPS + "/a", "{\"metadata\":{\"finalizers\":null}}");
    awaitGone(MAPS + "/a");
    assertThat(make(MAPS, "{'metadata':{'name':'a'}}").at("/metadata/uid"))
        .isNotEqualTo(map.at("/metadata/uid"));
  }

  @Test
  void preconditionsAreKept() throws Exception {
    var map = make(MAPS, "{'metadata':{'name':'a'}}");
    var refused = wire.send("DELETE", MAPS + "/a", "{\"preconditions\":{\"uid\":\"another\"}}");
    assertThat(refused.statusCode()).isEqualTo(409);
    var uid = map.at("/metadata/uid").asText();
    assertThat(
            delete(MAPS + "/a", "{'preconditions':{'uid':'" + uid + "'}}").at("/status").asText())
        .isEqualTo("Success");
  }

  @Test
  void dependentsFollowTheirLastOwner() throws Exception {
    var one = owner(make(MAPS, "{'metadata':{'name':'one'}}"));
    var two = owner(make(MAPS, "{'metadata':{'name':'two'}}"));
    make(MAPS, "{'metadata':{'name':'both','ownerReferences':[" + one + "," + two + "]}}");
    make(MAPS, "{'metadata':{'name':'first','ownerReferences':[" + one + "]}}");
    delete(MAPS + "/one", "{'propagationPolicy':'Background'}");
    awaitGone(MAPS + "/first");
    assertThat(status(MAPS + "/both")).isEqualTo(200);
    delete(MAPS + "/two", "");
    awaitGone(MAPS + "/both");
  }

  @Test
  void orphansStay() throws Exception {
    var one = owner(make(MAPS, "{'metadata':{'name':'one'}}"));
    make(MAPS, "{'metadata':{'name':'child','ownerReferences':[" + one + "]}}");
    delete(MAPS + "/one", "{'propagationPolicy':'Orphan'}");
    awaitGone(MAPS + "/one");
    assertThat(wire.get(MAPS + "/child").at("/metadata/ownerReferences").isEmpty()).isTrue();
  }

  @Test
  void foregroundWaitsForDependents() throws Exception {
    var one = owner(make(MAPS, "{'metadata':{'name':'one'}}"));
    make(
        MAPS, "{'metadata':{'name':'child','finalizers':['x/y'],'ownerReferences':[" + one + "]}}");
    delete(MAPS + "/one", "{'propagationPolicy':'Foreground'}");
    await(MAPS + "/child", child -> child.at("/metadata/deletionTimestamp").isTextual());
    assertThat(status(MAPS + "/one")).isEqualTo(200);
    wire.patch(MAPS + "/child", "{\"metadata\":{\"finalizers\":null}}");
    awaitGone(MAPS + "/one");
  }

  @Test
  void aNamespaceTakesItsContentAlong() throws Exception {
    makePod("a");
    make(MAPS, "{'metadata':{'name':'a'}}");
    assertThat(delete(NAMESPACE, "").at("/status/phase").asText()).isEqualTo("Terminating");
    assertThat(wire.send("POST", MAPS, "{\"metadata\":{\"name\":\"b\"}}").statusCode())
        .isEqualTo(403);
    awaitGone(MAPS + "/a");
    await(PODS + "/a", pod -> pod.at("/metadata/deletionTimestamp").isTextual());
    assertThat(status(NAMESPACE)).isEqualTo(200);
    delete(PODS + "/a", "{'gracePeriodSeconds':0}");
    awaitGone(NAMESPACE);
  }

  @Test
  void aClaimInUseStays() throws Exception {
    make(
        NAMESPACE + "/persistentvolumeclaims",
        "{'metadata':{'name':'home'},'spec':{'accessModes':['ReadWriteOnce'],"
            + "'resources':{'requests':{'storage':'1Gi'}}}}");
    make(
        PODS,
        "{'metadata':{'name':'a'},'spec':{'nodeName':'n','containers':[{'name':'c','image':'i'}],"
            + "'volumes':[{'name':'h','persistentVolumeClaim':{'claimName':'home'}}]}}");
    delete(NAMESPACE + "/persistentvolumeclaims/home", "");
    assertThat(status(NAMESPACE + "/persistentvolumeclaims/home")).isEqualTo(200);
    delete(PODS + "/a", "{'gracePeriodSeconds':0}");
    awaitGone(NAMESPACE + "/persistentvolumeclaims/home");
  }

  @Test
  void collectionsGoBySelection() throws Exception {
    make(MAPS, "{'metadata':{'name':'a','labels':{'x':'y'}}}");
    make(MAPS, "{'metadata':{'name':'b'}}");
    delete(MAPS + "?labelSelector=x", "");
    assertThat(status(MAPS + "/a")).isEqualTo(404);
    assertThat(status(MAPS + "/b")).isEqualTo(200);
  }

  private void makePod(String name) throws IOException, InterruptedException {
    make(
        PODS,
        "{'metadata':{'name':'%s'},'spec':{'nodeName':'n','containers':[{'name':'c','image':'i'}]}}"
            .formatted(name));
  }

  private JsonNode make(String path, String object) throws IOException, InterruptedException {
    var answer = wire.send("POST", path, object.replace('\'', '"'));
    assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(201);
    return wire.get(path + "/" + name(answer.body()));
  }

  private static String name(String body) throws IOException {
    return Json.parse(body.getBytes(StandardCharsets.UTF_8)).at("/metadata/name").asText();
  }

  private JsonNode delete(String path, String options) throws IOException, InterruptedException {
    var answer = wire.send("DELETE", path, options.replace('\'', '"'));
    assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(200);
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String owner(JsonNode object) {
    return "{'apiVersion':'v1','kind':'ConfigMap','name':'%s','uid':'%s'}"
        .formatted(object.at("/metadata/name").asText(), object.at("/metadata/uid").asText());
  }

  private int status(String path) throws IOException, InterruptedException {
    return wire.send("GET", path, "").statusCode();
  }

  private void awaitGone(String path) throws IOException, InterruptedException {
    await(path, object -> object.path("code").asInt() == 404);
  }

  private void await(String path, Predicate<JsonNode> condition)
      throws IOException, InterruptedException {
    var deadline = System.nanoTime() + 5_000_000_000L;
    while (!condition.test(wire.get(path))) {
      assertThat(System.nanoTime()).describedAs(path + " is not there yet").isLessThan(deadline);
      Thread.sleep(10);
    }
  }
}
