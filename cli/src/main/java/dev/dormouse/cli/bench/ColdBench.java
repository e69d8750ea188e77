package dev.dormouse.cli.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;

/** Cold starts, and beside each what it is measured against, in turns. */
public final class ColdBench {
  /** For what a pod that is gone still leaves to do on its node. */
  private static final Duration SETTLE = Duration.ofMillis(300);

  private final Household house;
  private final Ssh ssh;
  private final InstantSource clock;

  /**
   * In this house.
   *
   * @param key the private key of the house's user, its public half beside it
   */
  public ColdBench(Household house, Path key, InstantSource clock) {
    this.house = house;
    this.ssh = new Ssh(key.resolveSibling(""), key);
    this.clock = clock;
  }

  /**
   * Measures, and answers with the table.
   *
   * @param broker where it listens
   * @param hostKey the broker's
   * @param userCa the private key that signs what its pods take
   */
  public String run(InetSocketAddress broker, String hostKey, Path userCa, String image, int times)
      throws IOException, InterruptedException {
    var at = new Ssh.Host("127.0.0.1", broker.getPort(), "bench-broker", hostKey);
    try (var pods = new PodWatch(house.client(), house.belongings())) {
      var starts = new ColdStarts(house, pods, ssh, at, clock);
      var byHand = new PodsByHand(house, pods);
      starts.wake();
      var session = starts.session();
      var pod =
          house
              .client()
              .pods()
              .inNamespace(house.belongings())
              .withName(starts.podName())
              .require();
      starts.sleep();
      ssh.certify(userCa, house.belongings() + "/" + Household.TEMPLATE);
      var known = String.valueOf(session.getStatus().hostKey());
      var login = house.loginUser();
      var rounds = new ArrayList<Round>();
      for (var round = 0; round <= times; round++) {
        Thread.sleep(SETTLE);
        var cold = starts.wake();
        starts.sleep();
        Thread.sleep(SETTLE);
        var hand = byHand.like(pod.getSpec(), ssh, known, login);
        Thread.sleep(SETTLE);
        rounds.add(new Round(cold, hand, byHand.plain(image)));
      }
      // The first time everything is slower than it will ever be again.
      return Table.of(rounds.subList(1, rounds.size()));
    }
  }
}
