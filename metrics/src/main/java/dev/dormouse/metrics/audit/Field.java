package dev.dormouse.metrics.audit;

import java.util.Locale;

/** A field of an audit's line, and what it means. */
public enum Field {
  V("the version of this schema: " + Line.VERSION),
  TIME("when it happened, by the clock of who tells it"),
  EVENT("what happened, one of the table above"),
  COMPONENT("who tells it: broker or reaper"),
  INSTANCE("which of them: its id, in the chart its pod's name"),
  CONNECTION("the connection's number, as in that broker's log since its start"),
  FROM("the address and port from which it came, a load balancer's PROXY protocol minded"),
  LOGIN("the login name, as it was typed"),
  USER("whose session, or whose desk, it is"),
  SESSION("the session"),
  TEMPLATE("the template that the session is made from"),
  RUN("one life of the session's pod"),
  KEY("the fingerprint of the key that signed"),
  CERTIFICATE("the id of the certificate, if it was one"),
  SERIAL("its serial number"),
  AUTHORITY("the fingerprint of the authority that signed it"),
  CLIENT("what the ssh of whoever came calls itself"),
  OFFERED("the fingerprints of the keys that were offered"),
  COMMAND("the line, as it was sent; of the desk nothing for its page"),
  EXIT("the exit code of the desk's answer"),
  SUBSYSTEM("its name: sftp"),
  KIND(
      "direct-tcpip and direct-streamlocal go from whoever is logged in to the session;"
          + " forwarded-tcpip, forwarded-streamlocal, x11 and agent come from it; tcpip-forward and"
          + " streamlocal-forward ask the session to listen; tun is OpenSSH's, other is what the broker"
          + " doesn't know"),
  TARGET("host:port, or a socket's path, as it was asked for"),
  CUT("how many bytes there were of a text that is cut short here"),
  CODE("the code of the refusal, as docs/user.md explains it"),
  WHY("in words"),
  CAUSE(
      "client-left, session-left, ended (by the broker), broken, refused, left-waiting, or served"
          + " (at the desk)"),
  UP("bytes of messages from whoever was logged in"),
  DOWN("bytes of messages to them"),
  COUNT("how many");

  private final String meaning;

  Field(String meaning) {
    this.meaning = meaning;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String meaning() {
    return meaning;
  }
}
