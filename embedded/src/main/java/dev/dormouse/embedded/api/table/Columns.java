package dev.dormouse.embedded.api.table;

import static dev.dormouse.embedded.api.table.Column.age;
import static dev.dormouse.embedded.api.table.Column.count;
import static dev.dormouse.embedded.api.table.Column.name;
import static dev.dormouse.embedded.api.table.Column.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Kind.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which columns each kind has: the built-in ones as the real server has them. */
final class Columns {
  private static final String NONE = "<none>";
  private static final String ROLE = "node-role.kubernetes.io/";

  private static final Map<String, String> MODES =
      Map.of(
          "ReadWriteOnce", "RWO",
          "ReadOnlyMany", "ROX",
          "ReadWriteMany", "RWX",
          "ReadWriteOncePod", "RWOP");

  private static final Map<String, List<Column>> BUILT_IN =
      Map.of(
          "pods", pods(),
          "nodes", nodes(),
          "events", events(),
          "persistentvolumeclaims", claims(),
          "persistentvolumes", volumes(),
          "configmaps", List.of(name(), count("Data", ".data"), age()),
          "secrets", List.of(name(), text("Type", ".type", ""), count("Data", ".data"), age()),
          "namespaces", List.of(name(), text("Status", ".status.phase", ""), age()),
          "leases", List.of(name(), text("Holder", ".spec.holderIdentity", ""), age()),
          "storageclasses", classes());

  private Columns() {}

  static List<Column> of(Kind kind) {
    if (!kind.is(Trait.CUSTOM)) {
      return BUILT_IN.getOrDefault(kind.plural(), List.of(name(), age()));
    }
    var columns = new ArrayList<Column>();
    columns.add(name());
    kind.printerColumns().forEach(told -> columns.add(Column.custom(told)));
    if (kind.printerColumns().isEmpty()) {
      columns.add(age());
    }
    return columns;
  }

  private static List<Column> pods() {
    return List.of(
        name(),
        text("Ready", pod -> new PodSummary(pod).ready()),
        text("Status", pod -> new PodSummary(pod).status()),
        new Column(
            "Restarts",
            "string",
            "",
            0,
            (pod, now) -> TextNode.valueOf(new PodSummary(pod).restarts(now))),
        age(),
        text("IP", ".status.podIP", NONE).wide(),
        text("Node", ".spec.nodeName", NONE).wide(),
        text("Nominated Node", ".status.nominatedNodeName", NONE).wide(),
        text("Readiness Gates", _ -> NONE).wide());
  }

  private static List<Column> nodes() {
    return List.of(
        name(),
        text("Status", Columns::nodeStatus),
        text("Roles", Columns::roles),
        age(),
        text("Version", ".status.nodeInfo.kubeletVersion", ""),
        text("Internal-IP", ".status.addresses[?(@.type==\"InternalIP\")].address", NONE).wide(),
        text("External-IP", ".status.addresses[?(@.type==\"ExternalIP\")].address", NONE).wide(),
        text("OS-Image", ".status.nodeInfo.osImage", "<unknown>").wide(),
        text("Kernel-Version", ".status.nodeInfo.kernelVersion", "<unknown>").wide(),
        text("Container-Runtime", ".status.nodeInfo.containerRuntimeVersion", "<unknown>").wide());
  }

  private static List<Column> events() {
    return List.of(
        new Column(
            "Last Seen",
            "string",
            "",
            0,
            (event, now) -> TextNode.valueOf(Age.of(lastSeen(event), now))),
        text("Type", ".type", ""),
        text("Reason", ".reason", ""),
        text(
            "Object",
            event ->
                event.at("/involvedObject/kind").asText().toLowerCase(java.util.Locale.ROOT)
                    + "/"
                    + event.at("/involvedObject/name").asText()),
        text("Subobject", ".involvedObject.fieldPath", "").wide(),
        text("Source", ".source.component", "").wide(),
        text("Message", event -> event.path("message").asText().strip()),
        age("First Seen", ".firstTimestamp").wide(),
        text("Count", ".count", "1").wide(),
        name().wide());
  }

  private static List<Column> claims() {
    return List.of(
        name(),
        text("Status", Columns::phase),
        text("Volume", ".spec.volumeName", ""),
        text("Capacity", ".status.capacity.storage", ""),
        text("Access Modes", claim -> modes(claim, "/status/accessModes")),
        text("StorageClass", ".spec.storageClassName", ""),
        text("VolumeAttributesClass", _ -> "<unset>"),
        age(),
        text("VolumeMode", ".spec.volumeMode", "<unset>").wide());
  }

  private static List<Column> volumes() {
    return List.of(
        name(),
        text("Capacity", ".spec.capacity.storage", ""),
        text("Access Modes", volume -> modes(volume, "/spec/accessModes")),
        text("Reclaim Policy", ".spec.persistentVolumeReclaimPolicy", ""),
        text("Status", Columns::phase),
        text("Claim", Columns::claim),
        text("StorageClass", ".spec.storageClassName", ""),
        text("VolumeAttributesClass", _ -> "<unset>"),
        text("Reason", ".status.reason", ""),
        age(),
        text("VolumeMode", ".spec.volumeMode", "<unset>").wide());
  }

  private static List<Column> classes() {
    return List.of(
        name(),
        text("Provisioner", ".provisioner", ""),
        text("ReclaimPolicy", ".reclaimPolicy", "Delete"),
        text("VolumeBindingMode", ".volumeBindingMode", "Immediate"),
        text("AllowVolumeExpansion", ".allowVolumeExpansion", "false"),
        age());
  }

  private static String lastSeen(ObjectNode event) {
    var last = event.path("lastTimestamp").asText();
    return last.isEmpty() ? event.path("eventTime").asText() : last;
  }

  private static String phase(ObjectNode object) {
    return object.path("metadata").has("deletionTimestamp")
        ? "Terminating"
        : object.at("/status/phase").asText();
  }

  private static String claim(ObjectNode volume) {
    var claim = volume.at("/spec/claimRef");
    return claim.isObject()
        ? claim.path("namespace").asText() + "/" + claim.path("name").asText()
        : "";
  }

  private static String modes(ObjectNode object, String pointer) {
    return String.join(
        ",", Json.texts(object.at(pointer)).stream().map(m -> MODES.getOrDefault(m, m)).toList());
  }

  private static String nodeStatus(ObjectNode node) {
    var ready = new JsonPath(".status.conditions[?(@.type==\"Ready\")].status").in(node).asText();
    var told = ready.isEmpty() ? "Unknown" : ready.equals("True") ? "Ready" : "NotReady";
    return node.at("/spec/unschedulable").asBoolean() ? told + ",SchedulingDisabled" : told;
  }

  private static String roles(ObjectNode node) {
    var roles = new TreeSet<String>();
    for (var label : node.at("/metadata/labels").properties()) {
      if (label.getKey().startsWith(ROLE)) {
        roles.add(label.getKey().substring(ROLE.length()));
      }
    }
    return roles.isEmpty() ? NONE : String.join(",", roles);
  }
}
