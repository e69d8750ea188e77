package dev.dormouse.broker.wake;

import java.time.Duration;
import java.util.List;

/**
 * What a wake asks of a cluster. Sights come from a snapshot that watches keep, and cost nothing;
 * everything else is a call, which is tried again within its patience where that may help.
 */
public interface Ground {

  /** What is known now, own answered calls included. */
  Sight sight(Order order);

  /** The first sight that differs from this one, or the same when patience is over. */
  Sight after(Order order, Sight seen, Duration patience) throws InterruptedException;

  /** Sessions that somebody wants awake, whatever they are by now. */
  List<Order> wantedAwake();

  /** The API server hasn't been heard of for so long that waiting for it makes no sense. */
  boolean away();

  /** Makes a new session, awake with this run; and its namespace, when there is none. */
  Answer create(Order order, String run, Duration patience) throws InterruptedException;

  /** Makes a session awake with this run, unless it has changed since it was read. */
  Answer claim(Order order, Entry.Some read, String run, Duration patience)
      throws InterruptedException;

  /** Gives a session its host key, unless it has changed since it was read. */
  Answer mint(Order order, Entry.Some read, String run, Duration patience)
      throws InterruptedException;

  /** Makes the home and the pod of this run, unless the session has moved on. */
  Answer place(Order order, String run, Duration patience) throws InterruptedException;

  /**
   * A fresh read: is the pod of this run gone? Done when it is; overtaken when it is there after
   * all, as the next sight shows.
   */
  Answer gone(Order order, String run, Duration patience) throws InterruptedException;

  /** Ends a pod whose run is no longer this session's. */
  Answer endPrevious(Order order, PodSeen pod, Duration patience) throws InterruptedException;

  /** Ends the pod of a run that was declared dead. */
  Answer endFailed(Order order, PodSeen pod, Duration patience) throws InterruptedException;

  /** Writes into the status, unless the session has moved on to another run. */
  Answer report(Order order, String run, Report report, Duration patience)
      throws InterruptedException;

  /** The last line that the pod's session container wrote before it died; empty when unknown. */
  String lastWords(Order order, PodSeen pod) throws InterruptedException;

  /** From now on its sights have the events of this pod. */
  void follow(Order order, PodSeen pod);

  /** From now on they needn't. */
  void leave(Order order);

  /** A fresh read: is that very pod still there, at that address? */
  boolean stillThere(SessionId session, PodPlace pod) throws InterruptedException;
}
