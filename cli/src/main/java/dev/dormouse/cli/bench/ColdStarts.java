package dev.dormouse.cli.bench;

import dev.dormouse.crds.Session;
import dev.dormouse.crds.Startup;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** The user's only session, woken by ssh and put to sleep again. */
final class ColdStarts {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final String ASLEEP = "{\"spec\": {\"wanted\": \"Asleep\"}}";

  private final KubernetesClient client;
  private final String namespace;
  private final PodWatch pods;
  private final Ssh ssh;
  private final Ssh.Host broker;
  private final InstantSource clock;

  ColdStarts(Household house, PodWatch pods, Ssh ssh, Ssh.Host broker, InstantSource clock) {
    this.client = house.client();
    this.namespace = house.belongings();
    this.pods = pods;
    this.ssh = ssh;
    this.broker = broker;
    this.clock = clock;
  }

  /** Logs in to the session, which sleeps or isn't there yet; it is awake afterwards. */
  Round.Cold wake() throws IOException, InterruptedException {
    var typed = clock.instant();
    var began = System.nanoTime();
    ssh.go(broker, Household.NAME + "-" + Household.TEMPLATE);
    var total = Duration.ofNanos(System.nanoTime() - began);
    return new Round.Cold(total, Leg.between(typed, startup(), typed.plus(total)));
  }

  /** What the broker has noted of this run, once that is all. */
  private Startup startup() throws IOException, InterruptedException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      var read = session();
      var startup = read.getStatus().startup();
      if (startup != null
          && startup.relayed() != null
          && read.getSpec().run() != null
          && read.getSpec().run().equals(read.getStatus().run())) {
        return startup;
      }
      Thread.sleep(PAUSE);
    }
    throw new IOException("the session is awake, but nobody has noted when");
  }

  /** Puts it to sleep, and waits until its pod is gone. */
  void sleep() throws IOException, InterruptedException {
    var pod = podName();
    at().patch(MERGE, ASLEEP);
    pods.await(pod, PodWatch.Moment.GONE);
  }

  /** Of the current run. */
  String podName() {
    return Household.TEMPLATE + "-" + session().getSpec().run();
  }

  Session session() {
    return at().require();
  }

  private Resource<Session> at() {
    return client.resources(Session.class).inNamespace(namespace).withName(Household.TEMPLATE);
  }
}
