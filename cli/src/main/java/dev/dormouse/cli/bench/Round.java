package dev.dormouse.cli.bench;

import java.time.Duration;
import java.util.Map;

/**
 * One of each, shortly after one another, so that what disturbs the machine disturbs all of them.
 *
 * @param plain a pod with one emptyDir: created, until it has its address
 */
record Round(Cold cold, ByHand byHand, Duration plain) {

  /**
   * A login to a session that slept.
   *
   * @param total from ssh typed until it had run true
   */
  record Cold(Duration total, Map<Leg, Duration> legs) {}

  /**
   * The same pod, made without Dormouse; each time counts from the call that creates it.
   *
   * @param address until the API server told its address
   * @param listens until its sshd answered
   * @param total until it was Ready and ssh had run true there
   */
  record ByHand(Duration address, Duration listens, Duration total) {}
}
