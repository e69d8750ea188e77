package dev.dormouse.embedded.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The few words that sum up a pod, found the way kubectl's users know them. */
record PodSummary(ObjectNode pod) {

  String ready() {
    var ready = 0;
    for (var container : pod.at("/status/containerStatuses")) {
      if (container.path("ready").asBoolean() && container.path("state").has("running")) {
        ready++;
      }
    }
    return ready + "/" + pod.at("/spec/containers").size();
  }

  String status() {
    var phase = pod.at("/status/phase").asText();
    var ended = phase.equals("Succeeded") || phase.equals("Failed");
    if (pod.path("metadata").has("deletionTimestamp") && !ended) {
      return "Terminating";
    }
    var initial = initializing();
    return initial.isEmpty() ? running(pod.at("/status/reason").asText(phase)) : initial;
  }

  String restarts(Instant now) {
    var restarts = 0;
    var last = "";
    for (var container : pod.at("/status/containerStatuses")) {
      restarts += container.path("restartCount").asInt();
      var finished = container.at("/lastState/terminated/finishedAt").asText();
      last = finished.compareTo(last) > 0 ? finished : last;
    }
    return restarts == 0 || last.isEmpty()
        ? Integer.toString(restarts)
        : "%d (%s ago)".formatted(restarts, Age.of(last, now));
  }

  /** Empty when no container of the start is still to be done. */
  private String initializing() {
    var all = pod.at("/spec/initContainers").size();
    var done = 0;
    for (var container : pod.at("/status/initContainerStatuses")) {
      var state = container.path("state");
      var ended = state.path("terminated");
      if (ended.isObject() && ended.path("exitCode").asInt() == 0) {
        done++;
        continue;
      }
      var why = ended.isObject() ? end(ended) : state.at("/waiting/reason").asText();
      return why.isEmpty() || why.equals("PodInitializing")
          ? "Init:%d/%d".formatted(done, all)
          : "Init:" + why;
    }
    return "";
  }

  private String running(String otherwise) {
    var told = otherwise;
    var any = false;
    var statuses = pod.at("/status/containerStatuses");
    for (int at = statuses.size() - 1; at >= 0; at--) {
      var state = statuses.path(at).path("state");
      var waiting = state.at("/waiting/reason").asText();
      if (!waiting.isEmpty()) {
        told = waiting;
      } else if (state.has("terminated")) {
        told = end(state.path("terminated"));
      } else {
        any |= state.has("running") && statuses.path(at).path("ready").asBoolean();
      }
    }
    return told.equals("Completed") && any ? "Running" : told;
  }

  private static String end(JsonNode terminated) {
    var reason = terminated.path("reason").asText();
    if (!reason.isEmpty()) {
      return reason;
    }
    var signal = terminated.path("signal").asInt();
    return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt();
  }
}
