package dev.dormouse.broker.wake;

import dev.dormouse.broker.wake.PodSeen.Container;
import dev.dormouse.broker.wake.PodSeen.Life;
import dev.dormouse.broker.wake.PodSeen.State;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.Rights;
import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * One session's cluster, in memory, with a time of its own: it passes only while a wake waits, and
 * what is planned for a time happens then.
 */
final class FakeGround implements Ground, InstantSource {
  static final Order ORDER =
      new Order(new SessionId("u-alice", "small"), "alice", "debian", Duration.ofSeconds(60));

  private final Instant began = Instant.parse("2026-11-21T12:00:00Z");
  private final Map<Instant, Runnable> plans = new TreeMap<>();
  private Instant now = began;
  private int version;

  final List<String> calls = new ArrayList<>();
  final List<String> written = new ArrayList<>();
  Entry entry = new Entry.None();
  List<PodSeen> pods = List.of();
  Recipe recipe = new Recipe.Ready("debian", "debian, 2 cpu, 4 GiB");
  boolean away;

  /** A pod that is there, and that no watch has told of. */
  Optional<PodSeen> unseen = Optional.empty();

  /** Whether what is shown of pods is over, and no watch tells. */
  boolean late;

  String words = "";
  String why = "";

  /** What the next call of a name answers, instead of doing it. */
  final Map<String, Answer> answers = new TreeMap<>();

  /** When present, time doesn't pass until it is opened. */
  Optional<CountDownLatch> gate = Optional.empty();

  synchronized void plan(Duration later, Runnable what) {
    plans.put(began.plus(later), what);
  }

  synchronized void asleep(String run) {
    entry = some(Wanted.ASLEEP, run, "ssh-ed25519 AAAA", Entry.Told.NOTHING);
  }

  synchronized void remove() {
    entry = new Entry.None();
    pods = List.of();
  }

  /** As a reaper does it, that tells why. */
  synchronized void putToSleep(String why) {
    entry =
        some(
            Wanted.ASLEEP,
            run(),
            "ssh-ed25519 AAAA",
            new Entry.Told(Phase.FALLING_ASLEEP, run(), "", why));
    pods = List.of();
  }

  synchronized void awake(String run) {
    entry = some(Wanted.AWAKE, run, "ssh-ed25519 AAAA", Entry.Told.NOTHING);
  }

  synchronized void told(Phase phase, String run, String message) {
    var some = (Entry.Some) entry;
    entry =
        some(some.wanted(), some.run(), some.hostKey(), new Entry.Told(phase, run, message, why));
  }

  synchronized Entry.Some some(Wanted wanted, String run, String hostKey, Entry.Told told) {
    return new Entry.Some("" + ++version, "uid", false, wanted, run, hostKey, told);
  }

  String run() {
    return entry instanceof Entry.Some some ? some.run() : "";
  }

  /** Changes the pod of the current run. */
  synchronized void pod(PodSeen pod) {
    pods = List.of(pod);
  }

  static PodSeen pod(String run, String node, String address, State state, String unplaced) {
    return new PodSeen(
        "small-" + run,
        "uid-" + run,
        run,
        false,
        Life.PENDING,
        "",
        "",
        node,
        unplaced,
        address,
        2022,
        Rights.ROOT_INSIDE,
        new Container("session", "debian:13", state, new State.Unknown(), 0),
        List.of(),
        List.of(),
        List.of());
  }

  static PodSeen running(String run) {
    return pod(run, "worker-3", "10.0.0.7", new State.Running(), "");
  }

  static PodSeen leaving(PodSeen pod) {
    return new PodSeen(
        pod.name(),
        pod.uid(),
        pod.run(),
        true,
        pod.life(),
        pod.reason(),
        pod.message(),
        pod.node(),
        pod.unplaced(),
        pod.address(),
        pod.port(),
        pod.rights(),
        pod.session(),
        pod.before(),
        pod.events(),
        pod.holders());
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Sight sight(Order order) {
    return new Sight(entry, pods, recipe);
  }

  @Override
  public Sight after(Order order, Sight seen, Duration patience) throws InterruptedException {
    if (gate.isPresent()) {
      gate.get().await();
    }
    synchronized (this) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (sight(order).equals(seen)) {
        now = now.plus(patience.isZero() ? Duration.ofMillis(1) : patience);
        plans.entrySet().removeIf(this::happens);
      }
      return sight(order);
    }
  }

  private boolean happens(Map.Entry<Instant, Runnable> plan) {
    boolean due = !plan.getKey().isAfter(now);
    if (due) {
      plan.getValue().run();
    }
    return due;
  }

  @Override
  public synchronized List<Order> wantedAwake() {
    return entry instanceof Entry.Some some && some.wanted() == Wanted.AWAKE
        ? List.of(ORDER)
        : List.of();
  }

  @Override
  public synchronized boolean away() {
    return away;
  }

  @Override
  public Answer create(Order order, String run, Duration patience) {
    return call("create", () -> entry = some(Wanted.AWAKE, run, "", Entry.Told.NOTHING));
  }

  @Override
  public Answer claim(Order order, Entry.Some read, String run, Duration patience) {
    return call("claim", () -> entry = some(Wanted.AWAKE, run, read.hostKey(), read.told()));
  }

  @Override
  public Answer mint(Order order, Entry.Some read, String run, Duration patience) {
    return call(
        "mint",
        () ->
            entry =
                some(
                    read.wanted(),
                    read.run(),
                    "ssh-ed25519 AAAA",
                    new Entry.Told(Phase.WAKING, run, "", "")));
  }

  @Override
  public Answer place(Order order, String run, Duration patience) {
    return call("place", () -> pod(pod(run, "", "", new State.Unknown(), "")));
  }

  @Override
  public synchronized Answer gone(Order order, String run, Duration patience) {
    calls.add("gone");
    unseen.ifPresent(pod -> pods = List.of(pod));
    pods = late ? List.of() : pods;
    return sight(order).pod(run).isPresent() ? new Answer.Overtaken() : new Answer.Done();
  }

  @Override
  public Answer endPrevious(Order order, PodSeen pod, Duration patience) {
    return call("end " + pod.name(), () -> pods = List.of(leaving(pod)));
  }

  @Override
  public Answer endFailed(Order order, PodSeen pod, Duration patience) {
    return call("end failed", () -> pods = List.of());
  }

  @Override
  public synchronized Answer report(Order order, String run, Report report, Duration patience) {
    switch (report) {
      case Report.Waking _ -> written.add("waking");
      case Report.Awake(var pod, _) -> written.add("awake at " + pod.address());
      case Report.Failed(var message) -> {
        written.add(message);
        told(Phase.FAILED, run, message);
      }
    }
    return new Answer.Done();
  }

  private synchronized Answer call(String name, Runnable deed) {
    calls.add(name);
    Answer planned = answers.remove(name);
    if (planned != null) {
      return planned;
    }
    deed.run();
    return new Answer.Done();
  }

  @Override
  public synchronized String lastWords(Order order, PodSeen pod) {
    return words;
  }

  @Override
  public void follow(Order order, PodSeen pod) {}

  @Override
  public void leave(Order order) {}

  @Override
  public boolean stillThere(SessionId session, PodPlace pod) {
    return false;
  }
}
