package dev.dormouse.crds.objects;

import dev.dormouse.crds.Dormouse;
import dev.dormouse.crds.Home;
import dev.dormouse.crds.Session;

/** How the objects of a session are called: the same name from whichever broker makes them. */
public final class Names {
  /** The container that people log in to. */
  public static final String CONTAINER = "session";

  /** The volume with the files that stay. */
  public static final String HOME_VOLUME = "home";

  /**
   * A Session's finalizer: when the session goes, its home goes too. It is there from the moment at
   * which somebody asked for both, so whoever is killed in between has lost nothing and left
   * nothing.
   */
  public static final String FORGET_HOME = Dormouse.GROUP + "/forget-home";

  /** The PriorityClass of sessions that may be preempted; an administrator makes it. */
  public static final String PREEMPTIBLE = "dormouse-preemptible";

  /** The volume with the private half of the host key. */
  public static final String HOST_KEY_VOLUME = "dormouse-host-key";

  static final String BUNDLE_VOLUME = "dormouse-bundle";
  static final String RUN_VOLUME = "dormouse-run";
  static final String CELL_VOLUME = "dormouse-cell";

  private Names() {}

  /** The pod of one run. A second run has another name, so a dying pod is never taken for it. */
  public static String pod(Session session, String run) {
    return session.getMetadata().getName() + "-" + run;
  }

  /** The claim of a session's home, or of its user's. */
  public static String home(Session session, Home.Scope scope) {
    return switch (scope) {
      case SESSION -> session.getMetadata().getName() + "-home";
      case USER -> session.getSpec().owner() + "--home";
      case NONE -> throw new IllegalArgumentException("a home of scope none has no claim");
    };
  }

  /**
   * The Secret with the private half of this host key. Each key has a Secret of its own, and the
   * session's status names one key: so two brokers that mint at once can't give a pod the one and
   * people the other.
   *
   * @param publicKey as in a known_hosts file: type and base64
   */
  public static String hostKey(Session session, String publicKey) {
    return session.getMetadata().getName() + "-host-key-" + Fingerprint.brief(publicKey);
  }

  /** The Lease by which a broker shows that it lives. */
  public static String lease(String broker) {
    return "dormouse-broker-" + broker;
  }

  /** What a certificate must name to open this session's pod, and no other's. */
  public static String principal(Session session) {
    return principal(session.getMetadata().getNamespace(), session.getMetadata().getName());
  }

  /** The same, for who knows the session by its name only. */
  public static String principal(String namespace, String session) {
    return namespace + "/" + session;
  }
}
