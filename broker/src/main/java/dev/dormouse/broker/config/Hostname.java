package dev.dormouse.broker.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** What the machine is called. */
final class Hostname {
  private Hostname() {}

  /** HOSTNAME is what Kubernetes and most shells set; a machine that knows no name is "broker". */
  static String of(Map<String, String> environment) {
    var named = environment.getOrDefault("HOSTNAME", "").strip();
    if (!named.isEmpty()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "broker";
    }
  }
}
