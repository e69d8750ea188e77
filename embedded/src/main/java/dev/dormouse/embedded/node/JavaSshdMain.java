package dev.dormouse.embedded.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** One session's sshd, as {@link JavaSshd} starts it; ends with a SIGTERM. */
final class JavaSshdMain {
  private JavaSshdMain() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[5]);
    String arrive = arguments[6];
    SshServer sshd = SshServer.setUpDefaultServer();
    sshd.setHost(arguments[0]);
    sshd.setPort(Integer.parseInt(arguments[1]));
    sshd.setKeyPairProvider(new FileKeyPairProvider(Path.of(arguments[2])));
    sshd.setPublickeyAuthenticator(certified(Path.of(arguments[3]), arguments[4]));
    sshd.setShellFactory(_ -> running("/bin/sh", arrive));
    sshd.setCommandFactory(
        (_, command) ->
            running("/usr/bin/env", "SSH_ORIGINAL_COMMAND=" + command, "/bin/sh", arrive));
    sshd.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    sshd.setFileSystemFactory(new VirtualFileSystemFactory(home));
    sshd.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    CoreModuleProperties.IDLE_TIMEOUT.set(sshd, Duration.ZERO);
    sshd.start();
    new CountDownLatch(1).await();
  }

  private static Command running(String... words) {
    return new InvertedShellWrapper(new ProcessShell(words));
  }

  /** MINA has verified type, validity and signature; whose it is and what it opens is ours. */
  private static PublickeyAuthenticator certified(Path authority, String principal)
      throws Exception {
    List<PublicKey> trusted = new ArrayList<>();
    for (String line : Files.readAllLines(authority)) {
      if (!line.isBlank()) {
        trusted.add(key(line));
      }
    }
    return (_, key, _) ->
        key instanceof OpenSshCertificate certificate
            && certificate.getPrincipals().contains(principal)
            && trusted.stream()
                .anyMatch(one -> KeyUtils.compareKeys(one, certificate.getCaPubKey()));
  }

  private static PublicKey key(String line) throws IOException, GeneralSecurityException {
    return AuthorizedKeyEntry.parseAuthorizedKeyEntry(line)
        .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
  }
}
