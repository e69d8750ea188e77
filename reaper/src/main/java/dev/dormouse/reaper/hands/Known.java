package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionUser;
import dev.dormouse.crds.objects.Labels;
import dev.dormouse.crds.objects.ReadTemplate;
import dev.dormouse.reaper.mind.Policy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What is known of a session beside itself, kept by watches: asking costs nothing. */
final class Known implements AutoCloseable {
  private static final String SESSION = "session";

  private final KubernetesClient client;
  private final String namespace;
  private final SharedIndexInformer<Pod> pods;
  private final SharedIndexInformer<GenericKubernetesResource> writtenTemplates;
  private final Templates templates;
  private final SharedIndexInformer<Flavor> flavors;
  private final SharedIndexInformer<SessionUser> users;
  private final SharedIndexInformer<Lease> leases;

  /** Who wants to know what has changed. */
  interface Listener {
    void ofSession(String namespace, String name);

    void ofTemplate(String name);

    void ofFlavor();

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
    writtenTemplates =
        informer(
            client.genericKubernetesResources(Templates.CONTEXT).inNamespace(namespace),
            (one, _) -> listener.ofTemplate(one.getMetadata().getName()));
    templates = new Templates(writtenTemplates);
    flavors =
        informer(
            client.resources(Flavor.class).inNamespace(namespace), (_, _) -> listener.ofFlavor());
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
    return Stream.of(pods, writtenTemplates, flavors, users, leases);
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
    return templates
        .get(namespace, name)
        .flatMap(ReadTemplate::known)
        .map(template -> Policy.of(template.getSpec()))
        .orElse(Policy.UNKNOWN);
  }

  Templates templates() {
    return templates;
  }

  /** Whether there is a flavor of this name. */
  boolean isFlavor(String name) {
    return flavors.getStore().getByKey(namespace + "/" + name) != null;
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
