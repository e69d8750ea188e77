package dev.dormouse.broker.cluster;

import dev.dormouse.broker.desk.Register;
import dev.dormouse.broker.login.House;
import dev.dormouse.broker.wake.Answer;
import dev.dormouse.broker.wake.Entry;
import dev.dormouse.broker.wake.Ground;
import dev.dormouse.broker.wake.Order;
import dev.dormouse.broker.wake.PodPlace;
import dev.dormouse.broker.wake.PodSeen;
import dev.dormouse.broker.wake.Report;
import dev.dormouse.broker.wake.SessionId;
import dev.dormouse.broker.wake.Sight;
import dev.dormouse.metrics.ApiMetrics;
import dev.dormouse.metrics.calls.CountedCalls;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;

/** The cluster, as the broker's other rooms know it. */
public final class KubernetesCluster implements Ground, AutoCloseable {
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(2);
  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final Snapshot snapshot;
  private final Pulse pulse;
  private final BundleWay bundleWay;
  private final Deeds deeds;
  private final PodCalls pods;
  private final Attachments attachments;
  private final Directory directory;
  private final DeskRegister register;
  private final Presence presence;
  private volatile BiConsumer<Order, String> begun = (_, _) -> {};

  private KubernetesCluster(KubernetesClient client, ClusterOptions options, InstantSource clock) {
    this.client = client;
    Bell bell = new Bell();
    Calls calls = new Calls(options.patience());
    snapshot = new Snapshot(client, options, bell);
    SessionCalls sessions = new SessionCalls(client, calls, snapshot.sessions());
    pods = new PodCalls(client, calls, snapshot.pods());
    bundleWay = BundleWay.find(client, calls, options.bundle());
    deeds = new Deeds(client, calls, snapshot, sessions, pods, bundleWay, options);
    var losses = new Losses(client, calls, snapshot, sessions);
    register = new DeskRegister(snapshot, sessions, losses, options.userNamespaces());
    snapshot.start();
    pulse =
        Pulse.of(
            snapshot,
            () -> answers(options.namespace()),
            options.patience(),
            clock,
            client.getConfiguration().getMasterUrl());
    attachments = new Attachments(options.id(), snapshot, sessions, pulse, clock);
    presence = Presence.show(client, calls, options, clock);
    directory =
        Directory.keep(snapshot, new UserStatuses(client, calls, snapshot), attachments::settle);
  }

  /** Answers at once; what isn't listed yet is named by {@link #missing()}. */
  public static KubernetesCluster open(
      ClusterOptions options, ApiMetrics metrics, InstantSource clock) {
    Config config =
        options.kubeconfig().isEmpty()
            ? Config.autoConfigure(null)
            : Config.fromKubeconfig(new File(options.kubeconfig()));
    return new KubernetesCluster(
        new KubernetesClientBuilder()
            .withConfig(patient(config))
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("counted", new CountedCalls(metrics)))
            .build(),
        options,
        clock);
  }

  /** Retries are ours; a call that isn't answered in time won't be. */
  private static Config patient(Config config) {
    return new ConfigBuilder(config)
        .withRequestRetryBackoffLimit(0)
        .withConnectionTimeout(3_000)
        .withRequestTimeout(5_000)
        .withWatchReconnectInterval(60)
        .build();
  }

  /**
   * What isn't known yet, by its readiness check: users, templates, flavors, sessions, pods, and
   * last of all the house that is made of them.
   */
  public List<String> missing() {
    List<String> unlisted = snapshot.all().filter(one -> !one.listed()).map(Watched::name).toList();
    return unlisted.isEmpty() && !directory.complete() ? List.of("house") : unlisted;
  }

  /** What may be out of date, and since when. It serves all the same: there is nothing better. */
  public List<String> stale() {
    return pulse.stale();
  }

  /** For how long nothing was heard of that part of it that was heard of longest ago. */
  public Duration age() {
    return Duration.ofNanos(snapshot.all().mapToLong(Watched::nanosBroken).max().orElse(0));
  }

  /** Users, templates and sessions at this moment. */
  public House house() {
    return directory.house();
  }

  /** Why the cluster takes, or took, the pod of this run; empty when it doesn't. */
  public String taken(SessionId session, String run) {
    return snapshot.taken(session, run);
  }

  /** What the desk's verbs ask and change. */
  public Register register() {
    return register;
  }

  /** Runs this whenever the house has changed. It should be quick. */
  public void onChange(Runnable listener) {
    directory.onChange(listener);
  }

  /** From now on this is told each run that a session was given here. It should be quick. */
  public void onBegun(BiConsumer<Order, String> listener) {
    begun = listener;
  }

  /** From now on this tells people that a session of theirs is about to sleep. */
  public void onNotice(Notice.Teller teller) {
    attachments.onNotice(teller);
  }

  /**
   * Tells the session that a connection has come for this run. It asks the API server only when
   * it's this broker's first one there or the session is about to sleep, and answers within seconds
   * whatever happens.
   */
  public Attachment attach(SessionId session, String run) {
    return attachments.attach(session, run);
  }

  @Override
  public Sight sight(Order order) {
    return snapshot.sight(order);
  }

  @Override
  public Sight after(Order order, Sight seen, Duration patience) throws InterruptedException {
    return snapshot.after(order, seen, patience);
  }

  @Override
  public List<Order> wantedAwake() {
    return snapshot.wantedAwake();
  }

  @Override
  public boolean away() {
    return pulse.away();
  }

  @Override
  public Answer create(Order order, String run, Duration patience) throws InterruptedException {
    return begun(order, run, deeds.create(order, run, patience));
  }

  @Override
  public Answer claim(Order order, Entry.Some read, String run, Duration patience)
      throws InterruptedException {
    return begun(order, run, deeds.claim(order, read, run, patience));
  }

  private Answer begun(Order order, String run, Answer answer) {
    if (answer instanceof Answer.Done) {
      begun.accept(order, run);
    }
    return answer;
  }

  @Override
  public Answer mint(Order order, Entry.Some read, String run, Duration patience)
      throws InterruptedException {
    return deeds.mint(order, read, run, patience);
  }

  @Override
  public Answer place(Order order, String run, Duration patience) throws InterruptedException {
    return deeds.place(order, run, patience);
  }

  @Override
  public Answer gone(Order order, String run, Duration patience) throws InterruptedException {
    return deeds.gone(order, run, patience);
  }

  @Override
  public Answer endPrevious(Order order, PodSeen pod, Duration patience)
      throws InterruptedException {
    return deeds.endPrevious(order, pod, patience);
  }

  @Override
  public Answer endFailed(Order order, PodSeen pod, Duration patience) throws InterruptedException {
    return Deeds.answer(pods.end(order.session(), pod, patience));
  }

  @Override
  public Answer report(Order order, String run, Report report, Duration patience)
      throws InterruptedException {
    return deeds.report(order, run, report, patience);
  }

  @Override
  public String lastWords(Order order, PodSeen pod) throws InterruptedException {
    List<String> lines = pods.lastLines(order.session(), pod, LOG_PATIENCE);
    return lines.isEmpty() ? "" : lines.getLast();
  }

  @Override
  public void follow(Order order, PodSeen pod) {
    snapshot.events().follow(order.session(), pod);
  }

  @Override
  public void leave(Order order) {
    snapshot.events().leave(order.session());
  }

  @Override
  public boolean stillThere(SessionId session, PodPlace place) throws InterruptedException {
    return pods.read(session.namespace(), place.name(), LOOK_PATIENCE)
            instanceof Outcome.Got<Pod>(var pod)
        && pod.getMetadata().getUid().equals(place.uid())
        && place.address().equals(pod.getStatus().getPodIP());
  }

  /** A small question, once: whatever the answer is, it is one. */
  private boolean answers(String namespace) {
    try {
      var _ =
          client
              .genericKubernetesResources(Templates.CONTEXT)
              .inNamespace(namespace)
              .list(new ListOptionsBuilder().withLimit(1L).build());
      return true;
    } catch (KubernetesClientException failed) {
      return failed.getCode() >= 400 && failed.getCode() < 500;
    } catch (IllegalStateException closing) {
      return false;
    }
  }

  @Override
  public void close() {
    directory.close();
    attachments.end();
    presence.close();
    bundleWay.close();
    pulse.close();
    snapshot.close();
    client.close();
  }
}
