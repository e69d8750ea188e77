package dev.dormouse.embedded.api;

import dev.dormouse.embedded.api.store.FieldSelector;
import dev.dormouse.embedded.api.store.LabelSelector;
import dev.dormouse.embedded.api.store.Refusal;
import dev.dormouse.embedded.api.store.Selection;
import dev.dormouse.embedded.api.store.Write;
import dev.dormouse.embedded.api.store.Write.Unknown;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.OptionalLong;

/** What stands behind the question mark, by Kubernetes' names; what is not there is empty. */
record Query(MultiMap parameters) {

  String text(String name) {
    var value = parameters.get(name);
    return value == null ? "" : value;
  }

  boolean flag(String name) {
    var value = parameters.get(name);
    return value != null && !value.equals("false") && !value.equals("0");
  }

  OptionalLong number(String name) {
    var text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      throw Refusal.badRequest("%s: \"%s\" is not a number".formatted(name, text));
    }
  }

  Selection selection(Address address) {
    return new Selection(
        address.namespace(),
        LabelSelector.parse(text("labelSelector")),
        FieldSelector.parse(address.kind(), text("fieldSelector")));
  }

  /** Which options go together, as the real server has it. */
  void check() {
    var watch = flag("watch");
    var initial = !text("sendInitialEvents").isEmpty();
    var match = text("resourceVersionMatch");
    if (initial && !watch) {
      throw Refusal.forbiddenOption("sendInitialEvents", "sendInitialEvents is forbidden for list");
    }
    if (initial && !match.equals("NotOlderThan")) {
      throw Refusal.forbiddenOption(
          "resourceVersionMatch",
          "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    }
    if (watch && !initial && !match.isEmpty()) {
      throw Refusal.forbiddenOption(
          "resourceVersionMatch",
          "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }
    if (!watch && !match.isEmpty() && text("resourceVersion").isEmpty()) {
      throw Refusal.forbiddenOption(
          "resourceVersionMatch",
          "resourceVersionMatch is forbidden unless resourceVersion is provided");
    }
  }

  Write write() {
    var validation = text("fieldValidation").toUpperCase(Locale.ROOT);
    try {
      return new Write(dryRun(), validation.isEmpty() ? Unknown.WARN : Unknown.valueOf(validation));
    } catch (IllegalArgumentException _) {
      throw Refusal.badRequest(
          "fieldValidation: \"%s\" is not Ignore, Warn or Strict".formatted(validation));
    }
  }

  boolean dryRun() {
    return text("dryRun").equals("All");
  }
}
