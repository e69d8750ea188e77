package dev.dormouse.crds.objects;

import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.Variable;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of the session's container: Dormouse's, the template's, the session's. */
public final class Environment {
  /** The public keys whose certificates the pod takes, one a line. */
  public static final String USER_CA = "DORMOUSE_USER_CA";

  /** What such a certificate must name. */
  public static final String PRINCIPAL = "DORMOUSE_PRINCIPAL";

  /** What a login shell with a terminal is greeted with. */
  public static final String MESSAGE = "DORMOUSE_MESSAGE";

  private static final String SESSION = "DORMOUSE_SESSION";
  private static final String OWNER = "DORMOUSE_OWNER";

  private Environment() {}

  /** Ours come first, so that $(DORMOUSE_SESSION) can be used in the others. */
  static List<EnvVar> of(Session session, SessionTemplateSpec template, String userCa) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(SESSION, session.getMetadata().getName());
    variables.put(OWNER, session.getSpec().owner());
    variables.put(PRINCIPAL, Names.principal(session));
    variables.put(USER_CA, userCa);
    variables.put(MESSAGE, LoginMessage.of(session, template));
    for (Variable variable : template.env()) {
      variables.put(variable.name(), variable.value());
    }
    for (Variable variable : session.getSpec().overrides().env()) {
      variables.put(variable.name(), variable.value());
    }
    return variables.entrySet().stream()
        .map(variable -> new EnvVar(variable.getKey(), variable.getValue(), null))
        .toList();
  }
}
