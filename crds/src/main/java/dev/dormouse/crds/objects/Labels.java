package dev.dormouse.crds.objects;

import dev.dormouse.crds.Dormouse;
import dev.dormouse.crds.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** The labels that Dormouse's objects carry, spelled once. */
public final class Labels {
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String SESSION = Dormouse.GROUP + "/session";
  public static final String OWNER = Dormouse.GROUP + "/owner";
  public static final String TEMPLATE = Dormouse.GROUP + "/template";
  public static final String RUN = Dormouse.GROUP + "/run";

  /** On a claim and on every pod that mounts it: the claim's name. */
  public static final String HOME = Dormouse.GROUP + "/home";

  /** On a broker's Lease: the broker's key in the sessions' attachments. */
  public static final String BROKER = Dormouse.GROUP + "/broker";

  private Labels() {}

  /** What every object of one session carries. */
  static Map<String, String> of(Session session) {
    Map<String, String> labels = of(session.getSpec().owner());
    labels.put(SESSION, session.getMetadata().getName());
    labels.put(TEMPLATE, session.getSpec().template());
    return labels;
  }

  /** What every object of one user carries. */
  static Map<String, String> of(String owner) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(MANAGED_BY, "dormouse");
    labels.put(OWNER, owner);
    return labels;
  }
}
