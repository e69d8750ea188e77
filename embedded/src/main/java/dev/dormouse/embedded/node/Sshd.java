package dev.dormouse.embedded.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What answers ssh in a session's container: the machine's sshd if it has one, else MINA's. */
sealed interface Sshd permits MachineSshd, JavaSshd {

  /**
   * What one sshd needs to know.
   *
   * @param folder its own, for what it reads
   * @param hostKey the private host key's file
   * @param userCa whose certificates open the door, one public key a line
   * @param principal what they must name
   * @param home where people arrive
   * @param variables what they find in their environment
   */
  record Door(
      Path folder,
      Addresses.Place place,
      Path hostKey,
      String userCa,
      String principal,
      Path home,
      Map<String, String> variables) {}

  /** The command that serves this door until it gets a SIGTERM. */
  List<String> command(Door door) throws IOException;

  static Sshd ofThisMachine() {
    return MachineSshd.find().<Sshd>map(sshd -> sshd).orElseGet(JavaSshd::new);
  }
}
