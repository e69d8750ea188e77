package dev.dormouse.broker.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.broker.wake.Entry;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.PodSeen;
import dev.dormouse.broker.wake.Recipe;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.broker.wake.Sight;
import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.Overrides;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionSpec;
import dev.dormouse.crds.SessionStatus;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.SessionUser;
import dev.dormouse.crds.Span;
import dev.dormouse.crds.Wanted;
import dev.dormouse.crds.objects.Labels;
import dev.dormouse.crds.objects.ReadTemplate;
import dev.dormouse.crds.objects.Taken;
import dev.dormouse.crds.objects.TemplateProblem;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that this broker knows of its cluster, kept by five watches; asking it costs nothing.
 */
final class Snapshot implements AutoCloseable {
  private static final Map<String, String> OURS = Map.of(Labels.MANAGED_BY, "dormouse");

  /** The index of pods by the claims that they mount. */
  private static final String CLAIM = "claim";

  private static final Duration START_WITHIN = Duration.ofMinutes(10);

  private final String prefix;
  private final Bell bell;
  private final Bell residents = new Bell();
  private final Watched<SessionUser> users;
  private final Watched<GenericKubernetesResource> templates;
  private final Watched<Flavor> flavors;
  private final Watched<Session> allSessions;
  private final Watched<Pod> allPods;
  private final Ahead<SessionUser> knownUsers;
  private final Ahead<Session> sessions;
  private final Ahead<Pod> pods;
  private final Templates readTemplates;
  private final Flavors knownFlavors;
  private final PodEvents events;
  private final String namespace;

  Snapshot(KubernetesClient client, ClusterOptions options, Bell bell) {
    this.prefix = options.userNamespaces();
    this.namespace = options.namespace();
    this.bell = bell;
    var here = options.namespace();
    users = resident("users", client.resources(SessionUser.class).inNamespace(here));
    templates =
        resident(
            "templates", client.genericKubernetesResources(Templates.CONTEXT).inNamespace(here));
    flavors = resident("flavors", client.resources(Flavor.class).inNamespace(here));
    allSessions = resident("sessions", client.resources(Session.class).inAnyNamespace());
    allPods = Watched.of("pods", client.pods().inAnyNamespace().withLabels(OURS), bell);
    knownUsers = new Ahead<>(users.informer(), one -> one.getMetadata().getNamespace(), bell);
    sessions = new Ahead<>(allSessions.informer(), one -> one.getMetadata().getNamespace(), bell);
    pods = new Ahead<>(allPods.informer(), Snapshot::sessionOf, bell);
    allPods.informer().addIndexers(Map.of(CLAIM, Claims::of));
    readTemplates = new Templates(templates.informer());
    knownFlavors = new Flavors(flavors.informer(), here);
    events = new PodEvents(client, bell);
  }

  /** Of what the house is made of. */
  private <T extends HasMetadata> Watched<T> resident(String name, Informable<T> objects) {
    return Watched.of(name, objects, bell, residents);
  }

  /** Rings when anything but a pod has changed. */
  Bell residents() {
    return residents;
  }

  void start() {
    all().forEach(Watched::start);
  }

  Stream<Watched<?>> all() {
    return Stream.of(users, templates, flavors, allSessions, allPods);
  }

  Ahead<Session> sessions() {
    return sessions;
  }

  Ahead<Pod> pods() {
    return pods;
  }

  PodEvents events() {
    return events;
  }

  Templates templates() {
    return readTemplates;
  }

  /** Where users, templates and flavors are. */
  String namespace() {
    return namespace;
  }

  /** Users by their names, as far as their own changes are asked for. */
  Ahead<SessionUser> knownUsers() {
    return knownUsers;
  }

  List<SessionUser> users() {
    return users.informer().getStore().list();
  }

  Flavors flavors() {
    return knownFlavors;
  }

  /** A session counts only in the namespace of its owner: elsewhere anybody could have made it. */
  boolean counts(Session session) {
    return session.getMetadata().getNamespace().equals(prefix + session.getSpec().owner());
  }

  Optional<Session> session(SessionId id) {
    return sessions.get(id.namespace(), id.name()).filter(this::counts);
  }

  /** What a session is made from, as far as that is known. */
  Optional<SessionTemplate> template(Session session) {
    return template(session.getSpec().template());
  }

  private Optional<SessionTemplate> template(String name) {
    return readTemplates.get(namespace, name).flatMap(ReadTemplate::known);
  }

  /** The same, when a pod can be made of it. */
  Optional<SessionTemplate> usable(Session session) {
    return recipe(session.getSpec()) instanceof Recipe.Ready ? template(session) : Optional.empty();
  }

  Sight sight(Order order) {
    SessionId id = order.session();
    Optional<Session> known = sessions.get(id.namespace(), id.name());
    if (known.isPresent() && !known.get().getSpec().owner().equals(order.owner())) {
      return new Sight(
          new Entry.None(),
          List.of(),
          new Recipe.Missing(order.template(), "a session of that name belongs to somebody else"));
    }
    List<PodSeen> its =
        pods.all(id.namespace() + "/" + id.name())
            .map(pod -> PodSight.of(pod, events.of(id, pod), Claims.holders(pod, this::mounting)))
            .toList();
    return new Sight(
        known.map(Snapshot::entry).orElse(new Entry.None()),
        its,
        recipe(known.map(Session::getSpec).orElse(made(order))));
  }

  /** Why the cluster takes the pod of this run; empty when it doesn't, or the pod is gone. */
  String taken(SessionId id, String run) {
    return pods.all(id.namespace() + "/" + id.name())
        .filter(pod -> run.equals(pod.getMetadata().getLabels().get(Labels.RUN)))
        .map(pod -> Taken.of(requireNonNullElse(pod.getStatus(), new PodStatus())))
        .filter(why -> !why.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Those that somebody wants awake, with what they are made from. */
  List<Order> wantedAwake() {
    return sessions.told().stream()
        .filter(one -> one.getSpec().wanted() == Wanted.AWAKE && counts(one))
        .map(this::order)
        .toList();
  }

  /** Whose it is, and what it is made from. */
  Order order(Session session) {
    String template = session.getSpec().template();
    Duration startWithin =
        template(template)
            .map(known -> Span.parse(known.getSpec().lifecycle().startWithin()))
            .orElse(START_WITHIN);
    return new Order(
        new SessionId(session.getMetadata().getNamespace(), session.getMetadata().getName()),
        session.getSpec().owner(),
        template,
        startWithin);
  }

  private static Entry entry(Session session) {
    SessionStatus status = requireNonNullElse(session.getStatus(), SessionStatus.NEW);
    return new Entry.Some(
        session.getMetadata().getResourceVersion(),
        session.getMetadata().getUid(),
        session.getMetadata().getDeletionTimestamp() != null,
        session.getSpec().wanted(),
        text(session.getSpec().run()),
        text(status.hostKey()),
        new Entry.Told(
            requireNonNullElse(status.phase(), Phase.ASLEEP),
            text(status.run()),
            text(status.message()),
            text(status.why())));
  }

  /** What a session would be that isn't there yet. */
  private static SessionSpec made(Order order) {
    return new SessionSpec(
        order.owner(),
        order.template(),
        null,
        new Overrides(null, List.of()),
        Wanted.ASLEEP,
        null,
        null);
  }

  /** What it is made from, as people say it. */
  String made(Session session) {
    return switch (recipe(session.getSpec())) {
      case Recipe.Ready(_, var words) -> words;
      case Recipe.Missing(var template, _) -> template;
    };
  }

  private Recipe recipe(SessionSpec spec) {
    String name = spec.template();
    return readTemplates
        .get(namespace, name)
        .map(read -> recipe(spec, name, read))
        .orElse(new Recipe.Missing(name, "its template \"" + name + "\" isn't there"));
  }

  private Recipe recipe(SessionSpec spec, String name, ReadTemplate read) {
    // Who names a flavor doesn't need the template's.
    String problem = spec.flavor() == null ? problem(read) : read.problem();
    if (!problem.isEmpty() || !(read instanceof ReadTemplate.Legible(var template, _))) {
      return new Recipe.Missing(name, TemplateProblem.atLogin(name, problem));
    }
    return switch (knownFlavors.of(spec, template.getSpec())) {
      case Flavors.Chosen(var size) -> new Recipe.Ready(name, Sizes.words(name, size.getSpec()));
      case Flavors.Unnamed() -> new Recipe.Ready(name, name);
      case Flavors.Missing(var flavor) ->
          new Recipe.Missing(name, TemplateProblem.noFlavor(flavor));
    };
  }

  /** Why no session can be made from it, as the reaper says it in its status. */
  String problem(ReadTemplate template) {
    return TemplateProblem.of(template, knownFlavors::has);
  }

  /** The first sight that differs, or the same after this long. */
  Sight after(Order order, Sight seen, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long rung = bell.rung();
      Sight now = sight(order);
      if (!now.equals(seen) || System.nanoTime() >= end) {
        return now;
      }
      bell.await(rung, end);
    }
  }

  /** The pods that mount this claim, as far as their watch has told. */
  private List<Pod> mounting(String claim) {
    return allPods.informer().getIndexer().byIndex(CLAIM, claim);
  }

  private static String sessionOf(Pod pod) {
    Map<String, String> labels = requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
    return pod.getMetadata().getNamespace() + "/" + labels.getOrDefault(Labels.SESSION, "");
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public void close() {
    events.close();
    all().forEach(Watched::close);
  }
}
