package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Dormouse;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.SessionUser;
import dev.dormouse.crds.objects.Labels;
import dev.dormouse.reaper.mind.Policy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of a session beside itself, kept by watches: asking costs nothing. */
final class Known implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Known.class);
  private static final String SESSION = "session";

  /** Read one by one: a podTemplate may be anything, and one that is none must not hide others. */
  private static final ResourceDefinitionContext TEMPLATES =
      new ResourceDefinitionContext.Builder()
          .withGroup(Dormouse.GROUP)
          .withVersion(Dormouse.VERSION)
          .withKind("SessionTemplate")
          .withPlural("sessiontemplates")
          .withNamespaced(true)
          .build();

  private final KubernetesClient client;
  private final String namespace;
  private final KubernetesSerialization json = new KubernetesSerialization();
  private final Map<String, Read> policies = new ConcurrentHashMap<>();
  private final SharedIndexInformer<Pod> pods;
  private final SharedIndexInformer<GenericKubernetesResource> templates;
  private final SharedIndexInformer<SessionUser> users;
  private final SharedIndexInformer<Lease> leases;

  /** A template is read once a version, however many sessions are looked at. */
  private record Read(String version, Policy policy) {}

  /** Who wants to know what has changed. */
  interface Listener {
    void ofSession(String namespace, String name);

    void ofTemplate(String name);

    void ofUser(String name);

    void lease(Lease lease, boolean gone);
  }

  Known(KubernetesClient client, String namespace, Listener listener) {
    this.client = client;
    this.namespace = namespace;
    pods =
        informer(
            client.pods().inAnyNamespace().withLabel(Labels.MANAGED_BY, "dormouse"),
            (pod, _) ->
                listener.ofSession(pod.getMetadata().getNamespace(), label(pod, Labels.SESSION)));
    pods.addIndexers(Map.of(SESSION, pod -> List.of(key(pod))));
    templates =
        informer(
            client.genericKubernetesResources(TEMPLATES).inNamespace(namespace),
            (one, _) -> listener.ofTemplate(one.getMetadata().getName()));
    users =
        informer(
            client.resources(SessionUser.class).inNamespace(namespace),
            (one, _) -> listener.ofUser(one.getMetadata().getName()));
    leases = informer(client.resources(Lease.class).inNamespace(namespace), listener::lease);
  }

  private interface Heard<T> {
    void of(T object, boolean gone);
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> informer(
      Informable<T> objects, Heard<T> heard) {
    SharedIndexInformer<T> informer = objects.runnableInformer(0);
    informer.exceptionHandler((_, _) -> true);
    informer.addEventHandler(
        new ResourceEventHandler<T>() {
          @Override
          public void onAdd(T added) {
            heard.of(added, false);
          }

          @Override
          public void onUpdate(T before, T now) {
            heard.of(now, false);
          }

          @Override
          public void onDelete(T gone, boolean unseen) {
            heard.of(gone, true);
          }
        });
    return informer;
  }

  /** Begins, and comes back when everything that is there is known. */
  void start() {
    CompletableFuture.allOf(
            all().map(one -> one.start().toCompletableFuture()).toArray(CompletableFuture[]::new))
        .join();
  }

  private Stream<SharedIndexInformer<?>> all() {
    return Stream.of(pods, templates, users, leases);
  }

  List<Pod> pods(Session session) {
    return pods.getIndexer().byIndex(SESSION, key(session));
  }

  /** As the API server knows them at this moment. */
  List<Pod> podsNow(Session session) {
    return client
        .pods()
        .inNamespace(session.getMetadata().getNamespace())
        .withLabel(Labels.MANAGED_BY, "dormouse")
        .withLabel(Labels.SESSION, session.getMetadata().getName())
        .list()
        .getItems();
  }

  /** What a template says of when its sessions sleep; the usual when it can't be read. */
  Policy policy(String name) {
    GenericKubernetesResource raw = templates.getStore().getByKey(namespace + "/" + name);
    if (raw == null) {
      return Policy.UNKNOWN;
    }
    String version = raw.getMetadata().getUid() + " " + raw.getMetadata().getResourceVersion();
    return policies
        .compute(
            name,
            (_, before) ->
                before != null && before.version().equals(version)
                    ? before
                    : new Read(version, read(name, raw)))
        .policy();
  }

  private Policy read(String name, GenericKubernetesResource raw) {
    try {
      return Policy.of(json.unmarshal(json.asJson(raw), SessionTemplate.class).getSpec());
    } catch (RuntimeException unreadable) {
      LOG.atDebug().setCause(unreadable).addKeyValue("template", name).log("template unreadable");
      return Policy.UNKNOWN;
    }
  }

  /** Whether this user may not be here: a user who isn't there any more may not either. */
  boolean suspended(String user) {
    SessionUser known = users.getStore().getByKey(namespace + "/" + user);
    return known == null || known.getSpec().suspended();
  }

  private static String key(Pod pod) {
    return pod.getMetadata().getNamespace() + "/" + label(pod, Labels.SESSION);
  }

  private static String key(Session session) {
    return session.getMetadata().getNamespace() + "/" + session.getMetadata().getName();
  }

  private static String label(HasMetadata object, String label) {
    return requireNonNullElse(object.getMetadata().getLabels(), Map.<String, String>of())
        .getOrDefault(label, "");
  }

  static String broker(Lease lease) {
    return label(lease, Labels.BROKER);
  }

  @Override
  public void close() {
    all().forEach(SharedIndexInformer::stop);
  }
}
