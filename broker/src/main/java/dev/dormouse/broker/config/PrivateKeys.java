package dev.dormouse.broker.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Files of private keys among the settings: nobody else can read them, and the broker can use them.
 * It reads them again when it starts.
 */
final class PrivateKeys {
  private static final Set<PosixFilePermission> OF_OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private static final Pattern PUBLIC = Pattern.compile("(ssh|ecdsa|sk)-\\S+ AAAA");

  private PrivateKeys() {}

  /**
   * One that can be used.
   *
   * @param open its public half
   */
  record Usable(Path file, PublicKey open) {}

  static List<Usable> atLeastOne(Given given) throws BadConfig {
    if (given.values().isEmpty()) {
      throw missing(given);
    }
    var keys = new ArrayList<Usable>();
    for (var value : given.values()) {
      keys.add(usable(given, given.path(value)));
    }
    return keys;
  }

  static Usable one(Given given) throws BadConfig {
    if (given.values().isEmpty()) {
      throw missing(given);
    }
    return usable(given, given.path());
  }

  private static Usable usable(Given given, Path file) throws BadConfig {
    if (!Files.exists(file)) {
      throw given.badFile(file, "which isn't there; make one: " + making(file));
    }
    KeyFiles.readable(given, file);
    var content = KeyFiles.content(given, file);
    if (PUBLIC.matcher(content).lookingAt()) {
      throw given.badFile(file, "which is the public half: give " + privateHalf(file));
    }
    if (isOpen(given, file)) {
      throw given.badFile(
          file, "which others can read: chmod 600 %s".formatted(quoted(file.toString())));
    }
    if (!content.contains("PRIVATE KEY-----")) {
      throw given.badFile(
          file, "which is no private key; make one elsewhere: " + making(beside(file)));
    }
    return new Usable(file, opened(given, file));
  }

  private static String privateHalf(Path file) {
    var name = file.toString();
    return name.endsWith(".pub") ? name.substring(0, name.length() - 4) : "the private one";
  }

  /**
   * As OpenSSH looks at it: a file of our own is nobody else's to read. A file that somebody else
   * gave us, like a Secret that a kubelet mounts for a group, is their choice, but not if the whole
   * machine may read it.
   */
  private static boolean isOpen(Given given, Path file) throws BadConfig {
    try {
      var view = Files.readAttributes(file, PosixFileAttributes.class);
      var open = EnumSet.copyOf(OF_OTHERS);
      if (!view.owner().getName().equals(System.getProperty("user.name"))) {
        open.remove(PosixFilePermission.GROUP_READ);
      }
      open.retainAll(view.permissions());
      return !open.isEmpty();
    } catch (IOException problem) {
      throw given.badFile(file, "which can't be read: " + problem.getMessage());
    }
  }

  private static PublicKey opened(Given given, Path file) throws BadConfig {
    var locked = new AtomicBoolean();
    FilePasswordProvider nobody =
        (_, _, _) -> {
          locked.set(true);
          throw new IOException("nobody is there to type a passphrase");
        };
    try (var in = Files.newInputStream(file)) {
      var pairs =
          SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, nobody).iterator();
      return pairs.next().getPublic();
    } catch (IOException | GeneralSecurityException | RuntimeException _) {
      throw given.badFile(
          file,
          locked.get()
              ? "which has a passphrase, and nobody is there to type it; make one without: "
                  + making(beside(file))
              : "which is damaged, or of a kind that can't be used; make one elsewhere: "
                  + making(beside(file)));
    }
  }

  /** Why a key that has another task already can't have this one too. */
  static BadConfig shared(Given given, Usable key, Setting other) {
    return given.badFile(
        key.file(),
        "which is the key in %s too: make one of its own: %s"
            .formatted(other.key(), making(beside(key.file()))));
  }

  private static BadConfig missing(Given given) {
    return new BadConfig(
        "%s is missing: give %s (in the config file, or %s); make a key: %s"
            .formatted(
                given.setting().key(),
                given.setting().bounds(),
                given.setting().variable(),
                making(Path.of("FILE"))));
  }

  private static Path beside(Path file) {
    return file.resolveSibling("new-key");
  }

  private static String making(Path file) {
    return "ssh-keygen -q -t ed25519 -N '' -f " + quoted(file.toString());
  }

  /** As a shell wants it. */
  private static String quoted(String path) {
    return path.matches("[\\w@%+=:,./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
