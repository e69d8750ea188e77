package dev.dormouse.embedded.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * MINA's sshd in a JVM of its own, for a machine without OpenSSH's: commands, sftp and forwarding
 * work as usual; a shell has no terminal.
 */
record JavaSshd() implements Sshd {
  @Override
  public List<String> command(Door door) throws IOException {
    Path authority =
        Files.writeString(door.folder().resolve("user-ca.pub"), door.userCa().strip() + "\n");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx96m",
        "-classpath",
        System.getProperty("java.class.path"),
        JavaSshdMain.class.getName(),
        door.place().address(),
        Integer.toString(door.place().port()),
        door.hostKey().toString(),
        authority.toString(),
        door.principal(),
        door.home().toString(),
        Arrival.script(door).toString());
  }
}
