package dev.dormouse.crds.objects;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.FlavorSpec;
import dev.dormouse.crds.Home;
import dev.dormouse.crds.Lifecycle;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.Span;
import dev.dormouse.crds.Sshd;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pod of one run: Dormouse's own, laid over whatever the template's podTemplate says. */
public final class SessionPod {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SessionPod() {}

  /**
   * The pod of this run.
   *
   * @param session with the host key in its status
   * @param run the id of the run that this pod is
   * @param flavor the one that the session, or else its template, names
   * @param userCa the public keys whose certificates the pod takes, one a line
   * @param bundle what is brought along, unless the template's image has an sshd of its own
   */
  public static Pod of(
      Session session,
      String run,
      SessionTemplate template,
      Optional<Flavor> flavor,
      String userCa,
      Bundle bundle) {
    SessionTemplateSpec spec = template.getSpec();
    Optional<FlavorSpec> size = flavor.map(Flavor::getSpec);
    boolean bundled = spec.sshd() != Sshd.OWN && bundle instanceof Bundle.Of;
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(Names.pod(session, run))
            .withNamespace(session.getMetadata().getNamespace())
            .withLabels(labels(session, run, spec.home()))
            .addToAnnotations("kubectl.kubernetes.io/default-container", Names.CONTAINER)
            .withOwnerReferences(Owner.of(session))
            .endMetadata()
            .withSpec(
                spec(
                    session, spec, size, SessionContainer.of(session, spec, size, userCa, bundled)))
            .build();
    ObjectNode theirs =
        spec.podTemplate() == null ? JSON.createObjectNode() : JSON.valueToTree(spec.podTemplate());
    Theirs.without(theirs);
    if (bundled && bundle instanceof Bundle.Of brought) {
      BundledSshd.into(pod, spec, brought);
      theirs = Merge.lay(theirs, JSON.valueToTree(Confines.of(spec.sshd())));
    }
    return JSON.convertValue(Merge.lay(JSON.valueToTree(pod), theirs), Pod.class);
  }

  private static Map<String, String> labels(Session session, String run, Home home) {
    Map<String, String> labels = Labels.of(session);
    labels.put(Labels.RUN, run);
    if (home.scope() != Home.Scope.NONE) {
      labels.put(Labels.HOME, Names.home(session, home.scope()));
    }
    return labels;
  }

  private static PodSpec spec(
      Session session,
      SessionTemplateSpec template,
      Optional<FlavorSpec> size,
      Container container) {
    var spec =
        new PodSpecBuilder()
            .withContainers(container)
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withPriorityClassName(
                template.lifecycle().kind() == Lifecycle.Kind.PREEMPTIBLE
                    ? Names.PREEMPTIBLE
                    : null)
            .withTerminationGracePeriodSeconds(
                Span.parse(template.lifecycle().stopWithin()).toSeconds())
            .withNodeSelector(size.map(FlavorSpec::nodeSelector).orElse(Map.of()))
            .withTolerations(
                size.map(FlavorSpec::tolerations).orElse(List.of()).stream()
                    .map(SessionPod::toleration)
                    .toList())
            .addNewVolume()
            .withName(Names.HOST_KEY_VOLUME)
            .withNewSecret()
            .withSecretName(Names.hostKey(session, pinned(session)))
            .withDefaultMode(template.sshd() == Sshd.UNPRIVILEGED ? 0440 : 0400)
            .endSecret()
            .endVolume();
    Home home = template.home();
    if (home.scope() == Home.Scope.NONE) {
      return spec.build();
    }
    String claim = Names.home(session, home.scope());
    spec.addNewVolume()
        .withName(Names.HOME_VOLUME)
        .withNewPersistentVolumeClaim(claim, false)
        .endVolume();
    if (home.scope() == Home.Scope.USER && HomeClaim.ofOneNode(home)) {
      spec.withAffinity(OneNode.forAllWith(claim));
    }
    return spec.build();
  }

  private static String pinned(Session session) {
    SessionStatus status = session.getStatus();
    if (status == null || status.hostKey() == null) {
      throw new IllegalArgumentException("a session gets its host key before its first pod");
    }
    return status.hostKey();
  }

  private static Toleration toleration(FlavorSpec.Toleration toleration) {
    return JSON.convertValue(toleration, Toleration.class);
  }
}
