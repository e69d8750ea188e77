package dev.dormouse.e2e.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.e2e.Cluster;
import dev.dormouse.e2e.proxy.FaultProxy;
import dev.dormouse.e2e.wire.Answer;
import dev.dormouse.e2e.wire.Api;
import dev.dormouse.e2e.wire.Json;
import dev.dormouse.e2e.wire.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/**
 * What one administrator would have set up, for one suite alone: a release namespace, users with
 * namespaces of their own, templates, brokers. All of it goes when the suite is over.
 */
public final class House implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  private final Cluster cluster;
  private final Api api;
  private final Path folder;
  private final String name;
  private final Set<String> namespaces = new ConcurrentSkipListSet<>();
  private final List<BrokerProcess> brokers = new ArrayList<>();
  private final KeyFile hostKey;
  private final KeyFile userCa;
  private final KeyFile trustedCa;
  private final List<FaultProxy> proxies = new ArrayList<>();

  private House(Cluster cluster, Path folder) {
    this.cluster = cluster;
    this.api = Api.of(cluster.config());
    this.folder = folder;
    this.name = "h" + UUID.randomUUID().toString().substring(0, 6);
    this.hostKey = KeyFile.ed25519(folder, "host-key");
    this.userCa = KeyFile.ed25519(folder, "user-ca");
    this.trustedCa = KeyFile.ed25519(folder, "trusted-ca");
  }

  /** A new one on this cluster. */
  public static House on(Cluster cluster) {
    try {
      var house = new House(cluster, Files.createTempDirectory("house"));
      Definitions.apply(house.api);
      house.namespace(house.name);
      return house;
    } catch (IOException e) {
      throw new UncheckedIOException("making a folder for a house", e);
    }
  }

  public Cluster cluster() {
    return cluster;
  }

  public Path folder() {
    return folder;
  }

  /** The namespace of users and templates. */
  public String name() {
    return name;
  }

  /** The namespace of a user's sessions. */
  public String of(String user) {
    return prefix() + user;
  }

  private String prefix() {
    return name + "-";
  }

  /** The authority whose certificates the pods take. */
  public KeyFile userCa() {
    return userCa;
  }

  /** The authority whose certificates the brokers take from people. */
  public KeyFile trustedCa() {
    return trustedCa;
  }

  /** The key by which the brokers are known. */
  public KeyFile hostKey() {
    return hostKey;
  }

  /** Stands between the brokers that are started after this and the API server. */
  public synchronized FaultProxy proxy() {
    if (proxies.isEmpty()) {
      proxies.add(FaultProxy.before(cluster.config(), folder));
    }
    return proxies.getFirst();
  }

  // --- what the administrator writes ----------------------------------------------------------

  /** A user with one new key; {@code more} is YAML that is laid over their spec. */
  public Person user(String user, String more) {
    namespace(of(user));
    var key = KeyFile.ed25519(folder, user);
    var spec = Json.object(more.isBlank() ? "{}" : more);
    if (!spec.has("publicKeys")) {
      spec.putArray("publicKeys").add(key.line());
    }
    apply("SessionUser", user, spec);
    return new Person(this, user, key);
  }

  public Person user(String user) {
    return user(user, "");
  }

  /** A template that can be reached by ssh; {@code more} is YAML that is laid over its spec. */
  public void template(String template, String more) {
    apply("SessionTemplate", template, Images.template(loginUser(), more));
  }

  public void template(String template) {
    template(template, "{}");
  }

  /** A template of this spec and nothing else. */
  public void bare(String template, String spec) {
    apply("SessionTemplate", template, Json.object(spec));
  }

  /** The user inside a session: on embedded it can be nobody but who runs the cluster. */
  public String loginUser() {
    return cluster.real() ? "dev" : System.getProperty("user.name");
  }

  private void apply(String kind, String object, ObjectNode spec) {
    var whole = Json.object("{apiVersion: dormouse.dev/v1alpha1, kind: " + kind + "}");
    whole.putObject("metadata").put("name", object);
    whole.set("spec", spec);
    ours(kind).create(whole).object();
  }

  /** Dormouse's objects of a kind in the release namespace. */
  public Resources ours(String kind) {
    return ours(kind, name);
  }

  private Resources ours(String kind, String namespace) {
    return api.resources(
        "/apis/dormouse.dev/v1alpha1/namespaces/%s/%ss"
            .formatted(namespace, kind.toLowerCase(Locale.ROOT)));
  }

  public Resources sessions(String user) {
    return ours("Session", of(user));
  }

  /** A user's objects of a kind of the core group, by its plural name. */
  public Resources core(String user, String plural) {
    return api.resources("/api/v1/namespaces/" + of(user) + "/" + plural);
  }

  public Resources pods(String user) {
    return core(user, "pods");
  }

  /** The names of a session's pods, those included that are ending, and that are over. */
  public List<String> podsOf(String user, String session) {
    return podsOf(user, session, _ -> true);
  }

  /** The names of those in which something may still run: the others are waiting to be swept. */
  public List<String> livePodsOf(String user, String session) {
    return podsOf(user, session, pod -> !OVER.contains(pod.at("/status/phase").asText()));
  }

  private List<String> podsOf(String user, String session, Predicate<JsonNode> which) {
    var names = new ArrayList<String>();
    for (var pod :
        pods(user).list("labelSelector=dormouse.dev%2Fsession%3D" + session).path("items")) {
      if (which.test(pod)) {
        names.add(pod.at("/metadata/name").asText());
      }
    }
    return names;
  }

  /** The namespaces of the whole cluster. */
  public Resources namespaces() {
    return api.resources("/api/v1/namespaces");
  }

  /** Makes a namespace of this house, ready for pods; it goes with the house. */
  void namespace(String namespace) {
    if (namespaces.add(namespace)) {
      api.resources("/api/v1/namespaces")
          .create("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}")
          .object();
      try {
        api.resources("/api/v1/namespaces/" + namespace + "/serviceaccounts")
            .await("default", "there", SOON, _ -> true);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in making namespace " + namespace, e);
      }
    }
  }

  // --- the reaper's part, where a suite has none ------------------------------------------------

  /** Puts a session to sleep as the reaper will: first it is wanted asleep, then the pod goes. */
  public void sleep(String user, String session) throws InterruptedException {
    sleepAsync(user, session);
    for (var pod : podsOf(user, session)) {
      pods(user).awaitGone(pod, SOON);
    }
    asleep(user, session);
  }

  /** The same, without waiting until the pod is gone. */
  public void sleepAsync(String user, String session) {
    wantAsleep(user, session);
    for (var pod : podsOf(user, session)) {
      var uid = pods(user).get(pod).body().at("/metadata/uid").asText();
      pods(user).delete(pod, "{preconditions: {uid: '" + uid + "'}}");
    }
  }

  /** The PATCH by which the reaper decides, under the resourceVersion it decided on. */
  public Answer wantAsleep(String user, String session, String resourceVersion) {
    return sessions(user)
        .merge(
            session,
            "{metadata: {resourceVersion: '" + resourceVersion + "'}, spec: {wanted: Asleep}}");
  }

  private void wantAsleep(String user, String session) {
    for (int attempt = 0; attempt < 20; attempt++) {
      var read = sessions(user).get(session).object();
      var answer = wantAsleep(user, session, read.at("/metadata/resourceVersion").asText());
      if (answer.code() < 300) {
        return;
      }
    }
    throw new AssertionError("somebody else always writes " + session);
  }

  /** What the reaper writes when the pod is gone. */
  public void asleep(String user, String session) {
    sessions(user)
        .merge(session + "/status", "{status: {phase: Asleep, pod: null, message: null}}")
        .object();
  }

  public JsonNode session(String user, String session) {
    return sessions(user).get(session).object();
  }

  // --- brokers --------------------------------------------------------------------------------

  /** Starts a broker and waits until it is ready. */
  public BrokerProcess broker(String id) {
    return broker(id, cluster.kubeconfig(), "");
  }

  /** A broker that reaches the API server through the proxy. */
  public BrokerProcess brokerBehindProxy(String id) {
    return broker(id, proxy().kubeconfig(id), "");
  }

  /** The same with more lines of its configuration. */
  public synchronized BrokerProcess broker(String id, Path kubeconfig, String more) {
    var broker =
        BrokerProcess.start(
            folder,
            id,
            Map.of(
                "kubeconfig",
                kubeconfig.toString(),
                "namespace",
                name,
                "userNamespaces",
                prefix(),
                "hostKeys",
                "[" + hostKey.file() + "]",
                "userCa",
                userCa.file().toString(),
                "trustedUserCas",
                "[" + trustedCa.file() + ".pub]"),
            more);
    brokers.add(broker);
    return broker;
  }

  /** Starts a reaper of this house alone. */
  public BrokerProcess reaper(String id) {
    return reaper(id, cluster.kubeconfig(), Map.of());
  }

  /** The same with more settings. */
  public BrokerProcess reaper(String id, Map<String, String> more) {
    return reaper(id, cluster.kubeconfig(), more);
  }

  /** A reaper that reaches the API server through the proxy. */
  public BrokerProcess reaperBehindProxy(String id) {
    return reaper(id, proxy().kubeconfig(id), Map.of());
  }

  private synchronized BrokerProcess reaper(String id, Path kubeconfig, Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("kubeconfig", kubeconfig.toString());
    settings.put("namespace", name);
    settings.put("userNamespaces", prefix());
    var reaper = BrokerProcess.reaper(folder, id, settings);
    brokers.add(reaper);
    return reaper;
  }

  /** The first broker; the first who asks starts it. */
  public synchronized BrokerProcess broker() {
    return brokers.stream()
        .filter(one -> one.port() > 0)
        .findFirst()
        .orElseGet(() -> broker("broker-a"));
  }

  /** What every broker of this house logged last. */
  public synchronized String logs() {
    var logs = new StringBuilder();
    for (var broker : brokers) {
      logs.append("--- ").append(broker.id()).append(": ").append(broker.lastLines(60));
    }
    return logs.toString();
  }

  @Override
  public synchronized void close() {
    brokers.forEach(BrokerProcess::close);
    proxies.forEach(FaultProxy::close);
    for (var namespace : namespaces) {
      api.resources("/api/v1/namespaces").delete(namespace);
    }
  }
}
