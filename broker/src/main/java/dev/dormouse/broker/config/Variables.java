package dev.dormouse.broker.config;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The variables whose names look like ours: those that are settings, others', and slips. */
final class Variables {
  private static final String PREFIX = "DORMOUSE_";

  /** What every container of a session has, where somebody may try a broker too. */
  private static final Pattern OF_SESSIONS =
      Pattern.compile(PREFIX + "(SESSION|OWNER|PRINCIPAL|MESSAGE|MOUNT_.+)");

  /** What Kubernetes sets in every pod beside a Service whose name begins with dormouse. */
  private static final Pattern OF_SERVICES =
      Pattern.compile(
          PREFIX
              + "(.+_)?(SERVICE_HOST=.*|SERVICE_PORT(_.+)?=\\d+|PORT=(tcp|udp|sctp)://.*"
              + "|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?=.*)");

  private Variables() {}

  /** Refuses one that nobody reads: its giver believes that it was heard. */
  static void check(Map<String, String> environment) throws BadConfig {
    var ours = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    for (var one : new TreeMap<>(environment).entrySet()) {
      var name = one.getKey();
      if (name.startsWith(PREFIX)
          && !one.getValue().isBlank()
          && !ours.contains(name)
          && !OF_SESSIONS.matcher(name).matches()
          && !OF_SERVICES.matcher(name + "=" + one.getValue()).matches()) {
        throw new BadConfig(
            "there is no variable %s: did you mean %s?".formatted(name, Nearest.of(name, ours)));
      }
    }
  }
}
