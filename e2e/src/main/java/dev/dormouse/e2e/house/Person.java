package dev.dormouse.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A user of a house, with a key. */
public record Person(House house, String name, KeyFile key) {

  /** Their ssh, with one broker behind the {@code @}, once that is ready. */
  public Client at(BrokerProcess broker) {
    broker.awaitReady();
    var client =
        client("@dormouse", "HostName 127.0.0.1\nHostKeyAlias dormouse\nPort " + broker.port());
    known(client.folder(), "dormouse " + house.hostKey().key());
    return client;
  }

  /** Their ssh at the house's first broker, or directly at the pods when that is the way. */
  public Client ssh() {
    return Direct.isTheWay() ? Direct.client(this) : at(house.broker());
  }

  Client client(String place, String more) {
    try {
      var folder = Files.createTempDirectory(house.folder(), name);
      var config =
          Files.writeString(
              folder.resolve("ssh_config"),
              """
              IdentityFile %s
              %s
              IdentitiesOnly yes
              IdentityAgent none
              PasswordAuthentication no
              StrictHostKeyChecking yes
              UserKnownHostsFile %s
              GlobalKnownHostsFile /dev/null
              ControlPath none
              """
                  .formatted(key.file(), more, folder.resolve("known_hosts")));
      return new Client(config, place, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException("writing an ssh configuration for " + name, e);
    }
  }

  static void known(Path folder, String line) {
    try {
      Files.writeString(folder.resolve("known_hosts"), line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("writing known_hosts", e);
    }
  }

  /** Makes sure that a session runs, and is the one that was made from its template's name. */
  public void awake(String session) throws InterruptedException {
    if (Direct.isTheWay()) {
      Direct.wake(this, session);
    } else {
      ssh().ssh(name + "-" + session, "true").good();
    }
  }

  /** Puts a session to sleep, its pod gone: the next login is a cold one. */
  public void asleep(String session) throws InterruptedException {
    if (house.sessions(name).get(session).code() == 200) {
      house.sleep(name, session);
    }
    if (Direct.isTheWay()) {
      Direct.wake(this, session);
    }
  }
}
