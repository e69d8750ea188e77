package dev.dormouse.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A key pair as ssh-keygen makes it: the private half's file, the public one beside it. */
public record KeyFile(Path file) {

  /** A new Ed25519 pair. */
  public static KeyFile ed25519(Path folder, String name) {
    return of(folder, name, "-t", "ed25519");
  }

  /** A new pair of any type: {@code "-t", "rsa", "-b", "3072"}. */
  public static KeyFile of(Path folder, String name, String... type) {
    var file = folder.resolve(name);
    var words = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", "", "-C", name));
    words.addAll(List.of("-f", file.toString()));
    words.addAll(List.of(type));
    keygen(words);
    return new KeyFile(file);
  }

  /** The public half: type, base64, comment. */
  public String line() {
    try {
      return Files.readString(Path.of(file + ".pub")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("reading the public half of " + file, e);
    }
  }

  /** The public half without the comment. */
  public String key() {
    return line().replaceFirst("^(\\S+ \\S+).*", "$1");
  }

  /** How people and logs call it. */
  public String fingerprint() {
    return keygen(List.of("ssh-keygen", "-l", "-f", file + ".pub")).split(" ", 3)[1];
  }

  /**
   * A certificate of this authority for another's key, as {@code ssh-keygen -s} makes it: {@code
   * "-n", "alice", "-V", "+5m"}.
   *
   * @return the same pair, with its certificate beside it
   */
  public KeyFile certify(KeyFile other, String... options) {
    var words =
        new ArrayList<>(List.of("ssh-keygen", "-q", "-s", file.toString(), "-I", "a test's"));
    words.addAll(List.of(options));
    words.add(other.file + ".pub");
    keygen(words);
    return other;
  }

  /** Where {@link #certify} leaves this key's certificate. */
  public Path certificate() {
    return Path.of(file + "-cert.pub");
  }

  private static String keygen(List<String> words) {
    try {
      return Run.start(words, Map.of()).ended().good();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + words, e);
    }
  }
}
