package dev.dormouse.broker.config;

import dev.dormouse.broker.net.Network;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses to listen on, among the settings. */
final class Addresses {
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^\\s:\\[\\]]+)):([0-9]{1,5})");

  private Addresses() {}

  static InetSocketAddress read(Given given) throws BadConfig {
    var parts = HOST_PORT.matcher(given.text());
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65535) {
      throw given.bad();
    }
    var host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    var address = new InetSocketAddress(host, Integer.parseInt(parts.group(3)));
    if (address.isUnresolved()) {
      throw given.bad("there is no host called " + host);
    }
    return address;
  }

  static List<Network> networks(Given given) throws BadConfig {
    var networks = new ArrayList<Network>();
    for (var value : given.values()) {
      try {
        networks.add(Network.read(value));
      } catch (IllegalArgumentException _) {
        throw given.bad(value, "give " + given.setting().bounds());
      }
    }
    return networks;
  }

  /** Whether the two can't be listened on at once. Any free port is another one each time. */
  static boolean clash(InetSocketAddress one, InetSocketAddress other) {
    return one.getPort() == other.getPort()
        && one.getPort() != 0
        && (one.getAddress().equals(other.getAddress())
            || one.getAddress().isAnyLocalAddress()
            || other.getAddress().isAnyLocalAddress());
  }

  /** {@code 0.0.0.0:2222}, {@code [::1]:2222}. */
  static String text(InetSocketAddress address) {
    var host = address.getHostString();
    return "%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }
}
