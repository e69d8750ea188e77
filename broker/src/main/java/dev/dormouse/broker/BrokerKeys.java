package dev.dormouse.broker;

import dev.dormouse.broker.config.BrokerConfig;
import dev.dormouse.broker.login.Key;
import dev.dormouse.broker.login.KeyLine;
import dev.dormouse.broker.ssh.FrontOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** The keys that the config names, read from their files. */
record BrokerKeys(List<KeyPair> hostKeys, KeyPair userCa, List<Key> trustedUserCas) {

  static BrokerKeys read(BrokerConfig config) throws IOException {
    var hostKeys = new ArrayList<KeyPair>();
    for (Path file : config.hostKeys()) {
      hostKeys.add(pair(file));
    }
    var trusted = new ArrayList<Key>();
    for (Path file : config.trustedUserCas()) {
      for (String line : Files.readAllLines(file)) {
        switch (KeyLine.read(line)) {
          case KeyLine.Opens(var open) -> trusted.add(open.key());
          case KeyLine.Broken(var why) -> throw new IOException("%s: %s".formatted(file, why));
          case KeyLine.Remark() -> {}
        }
      }
    }
    return new BrokerKeys(List.copyOf(hostKeys), pair(config.userCa()), List.copyOf(trusted));
  }

  private static KeyPair pair(Path file) throws IOException {
    try {
      return new FileKeyPairProvider(file).loadKeys(null).iterator().next();
    } catch (RuntimeException unreadable) {
      throw new IOException(
          "%s holds no private key without a passphrase".formatted(file), unreadable);
    }
  }

  /** As a pod's sshd takes it: the authority whose certificates open. */
  String userCaLine() {
    return PublicKeyEntry.toString(userCa.getPublic());
  }

  FrontOptions front(BrokerConfig config, InstantSource clock) {
    return new FrontOptions(
        config.listen().getHostString(),
        config.listen().getPort(),
        hostKeys,
        userCa,
        config.helloWithin(),
        config.oldCiphers(),
        clock);
  }
}
