package dev.dormouse.broker.cluster;

import dev.dormouse.broker.login.House;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The house as it is now: built anew some milliseconds after each change, by a thread of its own.
 */
final class Directory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

  /** Changes come in bursts: each is seen, not each by itself. */
  private static final long TOGETHER = 20;

  private static final long LONGEST = 1_000_000_000L;

  private final Snapshot snapshot;
  private final Houses houses;
  private final UserStatuses statuses;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Runnable whenListed;
  private final Thread thread;
  private volatile House house = House.EMPTY;
  private volatile boolean complete;

  private Directory(Snapshot snapshot, UserStatuses statuses, Runnable whenListed) {
    this.snapshot = snapshot;
    this.houses = new Houses(snapshot);
    this.statuses = statuses;
    this.whenListed = whenListed;
    this.thread = Thread.ofVirtual().name("directory").unstarted(this::keep);
  }

  /**
   * Begins to keep it.
   *
   * @param whenListed done once, when everything that there is was seen
   */
  static Directory keep(Snapshot snapshot, UserStatuses statuses, Runnable whenListed) {
    Directory directory = new Directory(snapshot, statuses, whenListed);
    directory.thread.start();
    return directory;
  }

  House house() {
    return house;
  }

  /** Whether it was built of everything that there is: before that, some are missing. */
  boolean complete() {
    return complete;
  }

  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  private void keep() {
    try {
      while (true) {
        long rung = snapshot.residents().rung();
        boolean listed = snapshot.all().allMatch(Watched::listed);
        renew();
        if (listed && !complete) {
          complete = true;
          whenListed.run();
        }
        if (listed) {
          statuses.look();
        }
        snapshot.residents().await(rung, System.nanoTime() + LONGEST);
        Thread.sleep(TOGETHER);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      House now = houses.build();
      if (!now.equals(house)) {
        house = now;
        listeners.forEach(Runnable::run);
      }
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).log("house not renewed");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
