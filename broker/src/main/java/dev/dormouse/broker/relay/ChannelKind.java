package dev.dormouse.broker.relay;

import java.util.Locale;

/** What kinds of channels there are, of RFC 4254 and of OpenSSH's PROTOCOL. */
public enum ChannelKind {
  SESSION("session"),
  DIRECT_TCPIP("direct-tcpip"),
  FORWARDED_TCPIP("forwarded-tcpip"),
  DIRECT_STREAMLOCAL("direct-streamlocal@openssh.com"),
  FORWARDED_STREAMLOCAL("forwarded-streamlocal@openssh.com"),
  X11("x11"),
  AGENT("auth-agent@openssh.com"),
  TUN("tun@openssh.com"),
  OTHER("");

  private final String wire;

  ChannelKind(String wire) {
    this.wire = wire;
  }

  static ChannelKind of(String wire) {
    for (var kind : values()) {
      if (kind.wire.equals(wire)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** {@code direct-tcpip}, {@code agent}: one of few, whatever was sent. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
