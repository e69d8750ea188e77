package dev.dormouse.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.BrokerProcess;
import dev.dormouse.e2e.house.Client;
import dev.dormouse.e2e.house.House;
import java.time.Duration;

/** What happens in a house that is watched: each act does one thing so many times. */
final class Load {
  private final House house;
  private final BrokerProcess broker;
  private int people;

  Load(House house, BrokerProcess broker) {
    this.house = house;
    this.broker = broker;
    house.template("work");
    house.template("small", "{lifecycle: {idleAfter: 3s, grace: 1s}, idle: {cpuBelow: '0'}}");
    house.template("lost", "{image: registry.invalid/no:1, lifecycle: {startWithin: 3s}}");
  }

  /** Somebody whom nobody has seen before. */
  private String someone() {
    people++;
    return "p" + people;
  }

  private Client ssh(String person) {
    return house.user(person).at(broker);
  }

  /** People come for the first time, and then again: one cold start each, and one that isn't. */
  void startsAndComesBack(int many) throws InterruptedException {
    for (int one = 0; one < many; one++) {
      var person = someone();
      var ssh = ssh(person);
      ssh.ssh(person + "-work", "true").good();
      ssh.ssh(person + "-work", "true").good();
    }
  }

  /** Sessions start and fall asleep, twice: two cold starts and two sleeps each. */
  void sleeps(int many) throws InterruptedException {
    for (int one = 0; one < many; one++) {
      var person = someone();
      var ssh = ssh(person);
      ssh.ssh(person + "-small", "true").good();
      asleep(person);
      // What that saves is counted in whole seconds.
      Thread.sleep(1_500);
      ssh.ssh(person + "-small", "true").good();
      asleep(person);
    }
  }

  private void asleep(String person) throws InterruptedException {
    house
        .sessions(person)
        .await(
            "small",
            "asleep",
            Duration.ofSeconds(60),
            one ->
                one.at("/spec/wanted").asText().equals("Asleep")
                    && one.at("/status/phase").asText().equals("Asleep"));
  }

  void asksForWhatIsNot(int many) throws InterruptedException {
    var person = someone();
    var ssh = ssh(person);
    for (int one = 0; one < many; one++) {
      assertThat(ssh.ssh(person + "-nothing", "true").err()).contains("DM-UNKNOWN");
    }
  }

  void cannotStart(int many) throws InterruptedException {
    for (int one = 0; one < many; one++) {
      var person = someone();
      assertThat(ssh(person).ssh(person + "-lost", "true").err()).contains("DM-IMAGE");
    }
  }

  /** So much comes down to somebody: one cold start. */
  void reads(int mebibytes) throws InterruptedException {
    var person = someone();
    ssh(person).ssh(person + "-work", "head -c %d /dev/zero".formatted(mebibytes << 20)).good();
  }

  /**
   * The API server is away for seconds: who runs is let in, who sleeps is told. One cold start
   * before, one login to what runs, one refusal.
   */
  void outage(Duration lasting) throws InterruptedException {
    var person = someone();
    var ssh = ssh(person);
    ssh.ssh(person + "-work", "true").good();
    house.proxy().away();
    try {
      Thread.sleep(lasting.toMillis());
      ssh.ssh(person + "-work", "true").good();
      assertThat(ssh.ssh(person + "-small", "true").err()).contains("DM-OUTAGE");
    } finally {
      house.proxy().back();
    }
    broker.awaitReady();
  }
}
