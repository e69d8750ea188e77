package dev.dormouse.broker.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was given for all settings.
 *
 * @param settings only those that were given
 */
record AllGiven(Map<Setting, Given> settings) {
  AllGiven {
    settings = Map.copyOf(settings);
  }

  /**
   * The same, but for what the environment says otherwise. An empty variable says nothing.
   *
   * @throws BadConfig when it has a variable that only looks like one of ours
   */
  AllGiven with(Map<String, String> environment) throws BadConfig {
    Variables.check(environment);
    var all = new HashMap<>(settings);
    for (var setting : Setting.values()) {
      var text = environment.getOrDefault(setting.variable(), "").strip();
      if (!text.isEmpty()) {
        var values = setting.isList() ? Stream.of(text.split(",")) : Stream.of(text);
        var given = values.map(String::strip).filter(one -> !one.isEmpty()).toList();
        all.put(setting, new Given(setting, setting.variable(), "", Path.of(""), given));
      }
    }
    all.putIfAbsent(Setting.ID, hostname(environment));
    return new AllGiven(all);
  }

  private static Given hostname(Map<String, String> environment) {
    var name = Names.asId(Hostname.of(environment));
    return new Given(Setting.ID, Setting.ID.key(), "", Path.of(""), List.of(name));
  }

  Given of(Setting setting) {
    var nothing = new Given(setting, setting.key(), "", Path.of(""), List.of());
    return settings.getOrDefault(setting, nothing);
  }
}
