package dev.dormouse.broker.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.broker.wake.PodPlace;
import dev.dormouse.broker.wake.Report;
import dev.dormouse.broker.wake.StartupPhase;
import dev.dormouse.crds.SessionUserStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The merge patches that a broker writes: its own fields alone. */
final class StatusPatch {
  private StatusPatch() {}

  static String spec(String version, String run) {
    ObjectNode patch = guarded(version);
    patch.putObject("spec").put("wanted", "Awake").put("run", run);
    return patch.toString();
  }

  static String asleep(String version) {
    ObjectNode patch = guarded(version);
    patch.putObject("spec").put("wanted", "Asleep").putNull("keepUntil");
    return patch.toString();
  }

  static String keep(String version, Instant until) {
    ObjectNode patch = guarded(version);
    patch.putObject("spec").put("keepUntil", text(until));
    return patch.toString();
  }

  static String keepNoMore(String version) {
    ObjectNode patch = guarded(version);
    patch.putObject("spec").putNull("keepUntil");
    return patch.toString();
  }

  /** A merge patch knows no element of a list: it takes all of them. */
  static String finalizers(String version, List<String> finalizers) {
    ObjectNode patch = guarded(version);
    ((ObjectNode) patch.get("metadata")).putArray("finalizers");
    finalizers.forEach(patch.withArray("/metadata/finalizers")::add);
    return patch.toString();
  }

  static String hostKey(String version, String run, String publicKey) {
    ObjectNode patch = guarded(version);
    patch.putObject("status").put("hostKey", publicKey).put("phase", "Waking").put("run", run);
    return patch.toString();
  }

  static String home(String version, String claim, String uid) {
    ObjectNode patch = guarded(version);
    patch.putObject("status").putObject("home").put("claim", claim).put("uid", uid);
    return patch.toString();
  }

  /** What is lost is remembered no longer. */
  static String forget(String version, boolean home, boolean hostKey) {
    ObjectNode patch = guarded(version);
    ObjectNode status = patch.putObject("status");
    if (home) {
      status.putNull("home");
    }
    if (hostKey) {
      status.putNull("hostKey");
    }
    return patch.toString();
  }

  /** Where a user's sessions are; nowhere yet when this is empty. */
  static String namespace(String namespace) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode status = patch.putObject("status");
    if (namespace.isEmpty()) {
      status.putNull("namespace");
    } else {
      status.put("namespace", namespace);
    }
    return patch.toString();
  }

  static String report(String version, String run, Report report) {
    ObjectNode patch = guarded(version);
    ObjectNode status = patch.putObject("status").put("run", run);
    switch (report) {
      case Report.Waking(var startup) -> {
        status.put("phase", "Waking").putNull("message").putNull("pod");
        startup(status.putObject("startup"), startup, true);
      }
      case Report.Awake(var pod, var startup) -> {
        status.put("phase", "Awake").putNull("message");
        pod(status.putObject("pod"), pod);
        startup(status.putObject("startup"), startup, false);
      }
      case Report.Failed(var message) ->
          status.put("phase", "Failed").put("message", message).putNull("pod");
    }
    return patch.toString();
  }

  static String attachment(String broker, int open, Instant since) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    of(broker, patch).put("open", open).put("since", text(since));
    return patch.toString();
  }

  /** Somebody has come, where an open connection alone says little. */
  static String arrival(String broker, int open, Instant since, Instant active) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    of(broker, patch).put("open", open).put("since", text(since)).put("lastActive", text(active));
    return patch.toString();
  }

  static String active(String broker, Instant active) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    of(broker, patch).put("lastActive", text(active));
    return patch.toString();
  }

  private static ObjectNode of(String broker, ObjectNode patch) {
    return patch.putObject("status").putObject("attachments").putObject(broker);
  }

  static String keys(String version, SessionUserStatus keys) {
    ObjectNode patch = guarded(version);
    ObjectNode status = patch.putObject("status");
    keys.fingerprints().forEach(status.putArray("fingerprints")::add);
    keys.problems().forEach(status.putArray("problems")::add);
    return patch.toString();
  }

  private static ObjectNode guarded(String version) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("resourceVersion", version);
    return patch;
  }

  private static void pod(ObjectNode into, PodPlace pod) {
    into.put("name", pod.name())
        .put("uid", pod.uid())
        .put("ip", pod.address())
        .put("node", pod.node())
        .put("rights", pod.rights().toString());
  }

  /** A new run's phases take the place of the old one's. */
  private static void startup(ObjectNode into, Map<StartupPhase, Instant> startup, boolean whole) {
    for (StartupPhase phase : StartupPhase.values()) {
      String name = phase.name().toLowerCase(Locale.ROOT);
      Instant at = startup.get(phase);
      if (at != null) {
        into.put(name, text(at));
      } else if (whole) {
        into.putNull(name);
      }
    }
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
