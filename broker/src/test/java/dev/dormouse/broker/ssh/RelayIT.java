package dev.dormouse.broker.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real ssh does with a real sshd, with us in between. */
class RelayIT {
  @TempDir static Path folder;
  private static Pod pod;
  private static Host host;
  private static Ssh ssh;

  @BeforeAll
  static void open() throws Exception {
    var userCa = Keys.make(folder.resolve("ca"), "ed25519");
    var hostKey = Keys.make(folder.resolve("front"), "ed25519");
    var user = Keys.make(folder.resolve("user"), "ed25519");
    pod = Pod.start(folder.resolve("pod"), userCa);
    host = new Host(hostKey, userCa, Duration.ofSeconds(20), false);
    host.known.add(Keys.key(user));
    host.stories.put("alice-small", Host.into(pod));
    var hosts = folder.resolve("known_hosts");
    Files.writeString(hosts, "[127.0.0.1]:%d %s\n".formatted(host.port(), Keys.line(hostKey)));
    ssh = new Ssh(host.port(), user, hosts);
  }

  @AfterAll
  static void close() {
    host.close();
    pod.close();
  }

  private static final String THERE = "alice-small@127.0.0.1";

  @Test
  void exitCodesArrive() throws Exception {
    for (int code : new int[] {0, 1, 7, 255}) {
      assertThat(ssh.run(THERE, "exit " + code).exit()).isEqualTo(code);
    }
  }

  @Test
  void stdoutAndStderrStayApart() throws Exception {
    var done = ssh.run(THERE, "echo out; echo err >&2");
    assertThat(done.text()).isEqualTo("out\n");
    assertThat(done.err()).isEqualTo("err\n");
  }
}
