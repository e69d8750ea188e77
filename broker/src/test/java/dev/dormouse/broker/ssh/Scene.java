package dev.dormouse.broker.ssh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A front, a pod, and somebody who may in. */
record Scene(Path folder, Path userCa, Path user, Pod pod, Host host, Ssh ssh)
    implements AutoCloseable {
  static final String THERE = "alice-small@127.0.0.1";

  static Scene open(Path folder, String... sshdOptions) throws Exception {
    return open(folder, Duration.ofSeconds(20), false, sshdOptions);
  }

  static Scene open(Path folder, Duration helloWithin, boolean oldCiphers, String... sshdOptions)
      throws Exception {
    Files.createDirectories(folder);
    var userCa = Keys.make(folder.resolve("ca"), "ed25519");
    var hostKey = Keys.make(folder.resolve("front"), "ed25519");
    var user = Keys.make(folder.resolve("user"), "ed25519");
    var pod = Pod.start(folder.resolve("pod"), userCa, sshdOptions);
    var host = new Host(hostKey, userCa, helloWithin, oldCiphers);
    host.known.add(Keys.key(user));
    host.stories.put("alice-small", Host.into(pod));
    var hosts = folder.resolve("known_hosts");
    Files.writeString(hosts, "[127.0.0.1]:%d %s\n".formatted(host.port(), Keys.line(hostKey)));
    return new Scene(folder, userCa, user, pod, host, new Ssh(host.port(), user, hosts));
  }

  /** Another name for the same way. */
  String as(String login) {
    host.stories.put(login, Host.into(pod));
    return login + "@127.0.0.1";
  }

  @Override
  public void close() {
    host.close();
    pod.close();
  }
}
