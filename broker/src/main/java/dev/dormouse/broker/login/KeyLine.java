package dev.dormouse.broker.login;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What one line of public keys means: a {@code .pub} file's, or an authorized_keys file's. */
public sealed interface KeyLine {
  /** A key that opens. */
  record Opens(OpenKey key) implements KeyLine {}

  /** Nobody comes in by this line. */
  record Broken(String why) implements KeyLine {}

  /** Blank, or a remark behind a {@code #}. */
  record Remark() implements KeyLine {}

  /** Reads one line. An option that would not be honoured makes the line broken. */
  static KeyLine read(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return new Remark();
    }
    if (text.contains("PRIVATE KEY")) {
      return new Broken("it is a private key; make a new pair and give the .pub file");
    }
    String[] words = text.split("[ \t]+", 3);
    Optional<KeyType> bare = KeyType.of(words[0]);
    if (bare.isPresent() && words.length > 1) {
      return key(bare.get(), words[1], List.of());
    }
    int end = KeyOptions.end(text);
    String[] behind = text.substring(end).strip().split("[ \t]+", 3);
    Optional<KeyType> type = KeyType.of(behind[0]);
    if (type.isPresent() && behind.length > 1) {
      return key(type.get(), behind[1], KeyOptions.names(text.substring(0, end)));
    }
    return new Broken("it does not say one of these and then a key in base64: " + KeyType.all());
  }

  private static KeyLine key(KeyType type, String base64, List<String> options) {
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new Broken("its base64 is damaged");
    }
    Optional<String> flaw = type.flaw(blob).or(() -> KeyOptions.flaw(type, options));
    if (flaw.isPresent()) {
      return new Broken(flaw.get());
    }
    return new Opens(
        new OpenKey(
            Key.of(blob),
            !options.contains(KeyOptions.NO_TOUCH),
            options.contains(KeyOptions.VERIFY)));
  }
}
