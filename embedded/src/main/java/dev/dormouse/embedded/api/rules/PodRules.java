package dev.dormouse.embedded.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Key;
import dev.dormouse.embedded.api.store.Refusal;
import dev.dormouse.embedded.api.store.Rules;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/** A pod: what the real server fills in that clients see, and how little of it may change. */
record PodRules(Predicate<Key> accounts) implements Rules {
  private static final ObjectNode SPEC =
      Json.literal(
          """
          {"restartPolicy": "Always", "terminationGracePeriodSeconds": 30,
           "dnsPolicy": "ClusterFirst", "securityContext": {}, "schedulerName": "default-scheduler",
           "priority": 0, "enableServiceLinks": true, "preemptionPolicy": "PreemptLowerPriority"}
          """);
  private static final ObjectNode CONTAINER =
      Json.literal(
          """
          {"resources": {}, "terminationMessagePath": "/dev/termination-log",
           "terminationMessagePolicy": "File"}
          """);
  private static final ObjectNode PROBE =
      Json.literal(
          """
          {"timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3}
          """);
  private static final List<String> SHORT_WAITS =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

  @Override
  public void shape(Draft draft) {
    Models.shape(Pod.class, draft);
    var spec = draft.object().withObjectProperty("spec");
    fill(spec, SPEC);
    containers(draft, "containers");
    containers(draft, "initContainers");
    for (var volume : spec.path("volumes")) {
      for (var source : List.of("secret", "configMap", "projected")) {
        if (volume.path(source) instanceof ObjectNode files && !files.has("defaultMode")) {
          files.put("defaultMode", 420);
        }
      }
    }
    if (spec.path("containers").isEmpty()) {
      draft.required("spec.containers", "");
    }
  }

  @Override
  public void create(Draft draft) {
    var spec = draft.object().withObjectProperty("spec");
    var account =
        spec.path("serviceAccountName").asText(spec.path("serviceAccount").asText("default"));
    var namespace = draft.meta().namespace();
    if (!account.equals("default") && !accounts.test(new Key(namespace, account))) {
      throw Refusal.forbidden(
          draft.kind(),
          draft.meta().name(),
          "error looking up service account %1$s/%2$s: serviceaccount \"%2$s\" not found"
              .formatted(namespace, account));
    }
    spec.put("serviceAccountName", account).put("serviceAccount", account);
    var tolerations = spec.withArrayProperty("tolerations");
    for (var key : SHORT_WAITS) {
      if (tolerations.valueStream().noneMatch(each -> each.path("key").asText().equals(key))) {
        var toleration = tolerations.addObject().put("key", key).put("operator", "Exists");
        toleration.put("effect", "NoExecute").put("tolerationSeconds", 300);
      }
    }
    var status = draft.object().putObject("status");
    status.put("phase", "Pending").put("qosClass", qosClass(spec));
  }

  @Override
  public void update(Draft draft) {
    if (!changeable(draft.object()).equals(changeable(draft.before()))) {
      draft.forbidden(
          "spec",
          "pod updates may not change fields other than `spec.containers[*].image`,"
              + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
              + " additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it"
              + " to be set to 1 if it was previously negative)");
    }
  }

  /** The spec without what may change. */
  private static JsonNode changeable(ObjectNode pod) {
    var spec = (ObjectNode) pod.path("spec").deepCopy();
    spec.remove(List.of("activeDeadlineSeconds", "tolerations"));
    for (var list : List.of("containers", "initContainers")) {
      spec.path(list).forEach(container -> ((ObjectNode) container).remove("image"));
    }
    return spec;
  }

  private static void containers(Draft draft, String list) {
    var names = new HashSet<String>();
    var containers = draft.object().path("spec").path(list);
    for (int at = 0; at < containers.size(); at++) {
      var path = "spec.%s[%d]".formatted(list, at);
      var container = (ObjectNode) containers.path(at);
      var name = container.path("name").asText();
      if (name.isEmpty()) {
        draft.required(path + ".name", "");
      } else if (!names.add(name)) {
        draft.wrong("FieldValueDuplicate", path + ".name", "Duplicate value: \"" + name + "\"");
      }
      if (container.path("image").asText().isEmpty()) {
        draft.required(path + ".image", "");
      }
      defaults(container);
    }
  }

  private static void defaults(ObjectNode container) {
    fill(container, CONTAINER);
    if (!container.has("imagePullPolicy")) {
      var image = container.path("image").asText();
      var tag = image.substring(image.lastIndexOf('/') + 1);
      var latest = !tag.contains("@") && (!tag.contains(":") || tag.endsWith(":latest"));
      container.put("imagePullPolicy", latest ? "Always" : "IfNotPresent");
    }
    for (var probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.path(probe) instanceof ObjectNode told) {
        fill(told, PROBE);
      }
    }
    for (var port : container.path("ports")) {
      fill((ObjectNode) port, Json.object().put("protocol", "TCP"));
    }
    var limits = container.at("/resources/limits");
    if (limits instanceof ObjectNode most) {
      fill(container.withObjectProperty("resources").withObjectProperty("requests"), most);
    }
  }

  private static void fill(ObjectNode object, ObjectNode defaults) {
    for (var each : defaults.properties()) {
      if (!object.has(each.getKey())) {
        object.set(each.getKey(), each.getValue().deepCopy());
      }
    }
  }

  private static String qosClass(JsonNode spec) {
    var any = false;
    var all = true;
    for (var container : spec.path("containers")) {
      var resources = container.path("resources");
      var limits = resources.path("limits");
      any |= !limits.isEmpty() || !resources.path("requests").isEmpty();
      all &=
          limits.has("cpu")
              && limits.has("memory")
              && limits.path("cpu").equals(resources.at("/requests/cpu"))
              && limits.path("memory").equals(resources.at("/requests/memory"));
    }
    return any ? (all ? "Guaranteed" : "Burstable") : "BestEffort";
  }
}
