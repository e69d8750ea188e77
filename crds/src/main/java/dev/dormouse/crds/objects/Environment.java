package dev.dormouse.crds.objects;

import dev.dormouse.crds.Repository;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.Span;
import dev.dormouse.crds.Variable;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The variables of the session's container: Dormouse's, the template's, the session's. */
public final class Environment {
  /** The public keys whose certificates the pod takes, one a line. */
  public static final String USER_CA = "DORMOUSE_USER_CA";

  /** What such a certificate must name. */
  public static final String PRINCIPAL = "DORMOUSE_PRINCIPAL";

  /** What a login shell with a terminal is greeted with. */
  public static final String MESSAGE = "DORMOUSE_MESSAGE";

  /** A repository a line: how many seconds it may take, its path, its url, its ref. */
  static final String GIT = "DORMOUSE_GIT";

  private static final String SESSION = "DORMOUSE_SESSION";
  private static final String OWNER = "DORMOUSE_OWNER";

  private Environment() {}

  /** Ours come first, so that $(DORMOUSE_SESSION) can be used in the others. */
  static List<EnvVar> of(
      Session session, SessionTemplateSpec template, String userCa, boolean bundled) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(SESSION, session.getMetadata().getName());
    variables.put(OWNER, session.getSpec().owner());
    variables.put(PRINCIPAL, Names.principal(session));
    variables.put(USER_CA, userCa);
    variables.put(MESSAGE, literally(LoginMessage.of(session, template, bundled)));
    if (bundled && !template.git().isEmpty()) {
      variables.put(GIT, literally(repositories(template.git())));
    }
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

  private static String repositories(List<Repository> repositories) {
    return repositories.stream()
        .map(
            one ->
                "%d %s %s %s"
                    .formatted(
                        Span.parse(one.within()).toSeconds(),
                        one.path(),
                        one.url(),
                        Objects.requireNonNullElse(one.ref(), ""))
                    .strip())
        .collect(Collectors.joining("\n"));
  }

  /** A kubelet makes one of two dollars, and a variable's value of one before a parenthesis. */
  private static String literally(String text) {
    return text.replace("$", "$$");
  }
}
