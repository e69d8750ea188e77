package dev.dormouse.metrics.audit;

import dev.dormouse.metrics.AuditMetrics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is told by anybody, at once, and writes it in a thread of its own. What comes faster
 * than it can be written is lost and counted: no connection waits for its audit.
 */
public final class Audit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  /** An event has some kilobytes at most. */
  static final int MOST_QUEUED = 4096;

  /** How long a sink that can't be written is left alone. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** How long an end may go unnoticed. */
  private static final Duration IDLE = Duration.ofMillis(200);

  /** How long the last events have for being written. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /**
   * What waits to be written.
   *
   * @param lost how many events were lost before it
   */
  private record Told(Instant time, Entry entry, long lost) {}

  private final Destination to;
  private final Sink sink;
  private final String component;
  private final String instance;
  private final AuditMetrics metrics;
  private final InstantSource clock;
  private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** A file blocks whoever writes it, which a virtual thread's carrier isn't there for. */
  private final Thread writer;

  private Audit(
      Destination to,
      String component,
      String instance,
      AuditMetrics metrics,
      InstantSource clock) {
    this.to = to;
    this.sink = new Sink(to);
    this.component = component;
    this.instance = instance;
    this.metrics = metrics;
    this.clock = clock;
    this.writer = Thread.ofPlatform().daemon().name("audit").unstarted(this::write);
  }

  /**
   * Begins one.
   *
   * @param component who tells: {@code broker}, {@code reaper}
   * @param instance which of them
   */
  public static Audit open(
      Destination to,
      String component,
      String instance,
      AuditMetrics metrics,
      InstantSource clock) {
    var audit = new Audit(to, component, instance, metrics, clock);
    if (!(to instanceof Destination.None)) {
      audit.writer.start();
    }
    return audit;
  }

  /** Tells it. Never waits, whatever the sink does. */
  public void tell(Entry entry) {
    if (to instanceof Destination.None) {
      return;
    }
    long before = lost.getAndSet(0);
    boolean crowded = queue.size() >= entry.event().mostBefore(MOST_QUEUED);
    if (crowded || !queue.offer(new Told(clock.instant(), entry, before))) {
      lost.addAndGet(before + 1);
      metrics.dropped();
    }
  }

  private void write() {
    try (sink) {
      boolean well = true;
      while (well && (closing.getCount() > 0 || !queue.isEmpty())) {
        var told = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        well = told == null || persist(told);
      }
      long last = lost.getAndSet(0);
      if (well && last > 0) {
        persist(line(dropped(last), clock.instant()));
      }
    } catch (InterruptedException | IOException over) {
      LOG.atDebug().setCause(over).log("the audit ended early");
    }
  }

  private boolean persist(Told told) throws InterruptedException {
    if (told.lost() > 0 && !persist(line(dropped(told.lost()), told.time()))) {
      return false;
    }
    boolean done = persist(line(told.entry(), told.time()));
    if (done) {
      metrics.written(told.entry().event().key());
    }
    return done;
  }

  /** Until it is written, or nobody can wait any more. */
  private boolean persist(String line) throws InterruptedException {
    for (boolean failed = false; ; failed = true) {
      try {
        sink.write(line);
        if (failed) {
          LOG.atInfo().addKeyValue("to", to.text()).log("the audit is written again");
        }
        return true;
      } catch (IOException full) {
        if (!failed) {
          LOG.atWarn()
              .addKeyValue("to", to.text())
              .addKeyValue("why", String.valueOf(full.getMessage()))
              .log("the audit can't be written");
        }
        if (closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.atWarn().addKeyValue("lost", queue.size() + 1).log("the last of the audit is lost");
          return false;
        }
      }
    }
  }

  private static Entry dropped(long count) {
    return Entry.of(Event.DROPPED).with(Field.COUNT, count);
  }

  private String line(Entry entry, Instant time) {
    return Line.of(entry, time, component, instance);
  }

  @Override
  public void close() {
    if (to instanceof Destination.None) {
      return;
    }
    closing.countDown();
    try {
      writer.join(LAST_WORDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
