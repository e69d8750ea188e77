package dev.dormouse.broker.wake;

import dev.dormouse.crds.Wanted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every wake of this broker, one a session: whoever comes while it is under way joins it. */
public final class Wakes implements AutoCloseable {
  /** For a call that is on its way when this ends. */
  private static final Duration LAST_CALL = Duration.ofSeconds(5);

  private final Ground ground;
  private final InstantSource clock;
  private final Map<SessionId, Wake> underway = new ConcurrentHashMap<>();
  private final Map<Thread, Boolean> threads = new ConcurrentHashMap<>();
  private final Thread finisher;
  private final Listener listener;
  private volatile boolean closed;

  /** Hears of each wake once, when its thread is done. */
  public interface Listener {
    void over(Wake wake);
  }

  public Wakes(Ground ground, InstantSource clock, Listener listener) {
    this.ground = ground;
    this.clock = clock;
    this.listener = listener;
    this.finisher = Thread.ofVirtual().name("unfinished").start(new Unfinished(ground, this));
  }

  /**
   * The way to this session's pod. A session that runs is reached without asking anybody; the wake
   * of another begins, or has begun already.
   */
  public Wake join(Order order) {
    Wake joined =
        underway.compute(
            order.session(),
            (_, before) ->
                before != null && !asleepAgain(order, before) && before.joinedByLogin()
                    ? before
                    : running(order).orElseGet(() -> begin(order, Aim.LOGIN)));
    if (joined.kind() == Kind.RUNNING) {
      underway.remove(order.session(), joined);
    }
    return joined;
  }

  /** Goes on with a start that was begun and left, unless somebody is at it here already. */
  void finish(Order order) {
    underway.compute(
        order.session(),
        (_, before) -> before != null && before.isUnderway() ? before : begin(order, Aim.FINISH));
  }

  /** A fresh read: is that very pod still there, at that address? Not so when nobody can say. */
  public boolean stillThere(SessionId session, PodPlace pod) throws InterruptedException {
    return ground.stillThere(session, pod);
  }

  /** Where a session that runs is reached; one that doesn't is under way, and not begun by this. */
  public Standing standing(Order order) {
    return running(order).map(wake -> wake.story().standing()).orElseGet(Standing.Underway::new);
  }

  /** Whoever comes after it was put to sleep wants it awake again; those before lost the race. */
  private boolean asleepAgain(Order order, Wake wake) {
    return wake.has(StartupPhase.CLAIMED)
        && ground.sight(order).entry() instanceof Entry.Some some
        && some.wanted() == Wanted.ASLEEP;
  }

  private Optional<Wake> running(Order order) {
    Sight sight = ground.sight(order);
    if (!(sight.entry() instanceof Entry.Some some)
        || some.leaving()
        || some.wanted() == Wanted.ASLEEP
        || some.hostKey().isEmpty()) {
      return Optional.empty();
    }
    return sight
        .pod(some.run())
        .filter(pod -> !pod.leaving() && !pod.over() && pod.runs() && !pod.address().isEmpty())
        .map(
            pod ->
                new Wake(
                    Kind.RUNNING,
                    Aim.LOGIN,
                    new Standing.Reachable(pod.place(), some.run(), some.hostKey()),
                    clock::instant));
  }

  private Wake begin(Order order, Aim aim) {
    Wake wake = new Wake(Kind.COLD, aim, new Standing.Underway(), clock::instant);
    if (aim == Aim.LOGIN) {
      wake.mark(StartupPhase.ADMITTED);
    }
    Start start = new Start(ground, clock, order, wake);
    Thread thread =
        Thread.ofVirtual()
            .name("wake " + order.session().namespace() + "/" + order.session().name())
            .unstarted(
                () -> {
                  try {
                    start.tell();
                  } finally {
                    underway.remove(order.session(), wake);
                    threads.remove(Thread.currentThread());
                    listener.over(wake);
                  }
                });
    synchronized (threads) {
      if (closed) {
        wake.stands(new Standing.Failed(Refusals.closing(order)));
        return wake;
      }
      threads.put(thread, true);
      thread.start();
    }
    return wake;
  }

  /**
   * Wakes that are under way are left as they are: any other broker finishes them. Afterwards this
   * one makes nothing more.
   */
  @Override
  public void close() {
    List<Thread> last;
    synchronized (threads) {
      closed = true;
      last = List.copyOf(threads.keySet());
    }
    finisher.interrupt();
    last.forEach(Thread::interrupt);
    try {
      finisher.join(LAST_CALL);
      for (Thread thread : last) {
        thread.join(LAST_CALL);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
