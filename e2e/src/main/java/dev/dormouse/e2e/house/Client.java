package dev.dormouse.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One person's ssh: the real one, with a configuration of its own and nothing of this machine's.
 *
 * @param config the file that {@code ssh -F} gets
 * @param place what stands behind a login name: {@code @dormouse}, or nothing where each login is a
 *     host of its own
 */
public record Client(Path config, String place, Map<String, String> environment) {

  public Client {
    environment = Map.copyOf(environment);
  }

  /** {@code ssh LOGIN words...}, to its end. */
  public Ran ssh(String login, String... words) throws InterruptedException {
    try (var run = start(login, words)) {
      return run.ended();
    }
  }

  /** {@code ssh LOGIN words...} with this on its stdin, to its end. */
  public Ran ssh(byte[] input, String login, String... words)
      throws IOException, InterruptedException {
    try (var run = startOpen(login, words)) {
      try (var in = run.in()) {
        in.write(input);
      }
      return run.ended();
    }
  }

  /** {@code ssh LOGIN words...}, begun, with nothing on its stdin. */
  public Run start(String login, String... words) {
    return Run.start(line(login, words), environment);
  }

  /** The same, with a stdin that the test writes. */
  public Run startOpen(String login, String... words) {
    return Run.start(line(login, words), environment, Redirect.PIPE);
  }

  /**
   * A script of bash, to its end: {@code $F} is ssh's configuration, {@code $AT} is what stands
   * behind a login name, {@code $T} a folder of the test's own. It ends at the first failure.
   */
  public Ran sh(String script) throws InterruptedException {
    try (var run = startSh(script)) {
      return run.ended();
    }
  }

  /** The same, begun. */
  public Run startSh(String script) {
    var all = new HashMap<>(environment);
    all.putAll(Map.of("F", config.toString(), "AT", place, "T", folder().toString()));
    all.put("GIT_SSH_COMMAND", "ssh -F " + config);
    all.put("RSYNC_RSH", "ssh -F " + config);
    return Run.start(List.of("bash", "-c", "set -euo pipefail\n" + script), all);
  }

  /** The same person with more of ssh's options, each a line of its configuration. */
  public Client with(String... options) {
    // Of an option that is named twice ssh takes the first, but every key that is named anywhere.
    var keys = Stream.of(options).anyMatch(option -> option.startsWith("IdentityFile "));
    try (var lines = Files.lines(config)) {
      var all =
          Stream.concat(
              Stream.of(options),
              lines.filter(line -> !keys || !line.strip().startsWith("IdentityFile ")));
      var file = Files.createTempFile(folder(), "ssh", ".config");
      Files.write(file, all.toList());
      return new Client(file, place, environment);
    } catch (IOException e) {
      throw new UncheckedIOException("writing another ssh configuration", e);
    }
  }

  /** The same person with another key. */
  public Client with(KeyFile key) {
    return with("IdentityFile " + key.file());
  }

  /** The same person with one more environment variable. */
  public Client knowing(String variable, String value) {
    var all = new HashMap<>(environment);
    all.put(variable, value);
    return new Client(config, place, all);
  }

  /** Where its files lie. */
  public Path folder() {
    return config.toAbsolutePath().resolveSibling("");
  }

  private List<String> line(String login, String... words) {
    var line = new ArrayList<>(List.of("ssh", "-F", config.toString()));
    // Options may stand before the login name only where ssh would take the rest for a command.
    var rest = new ArrayList<>(List.of(words));
    while (!rest.isEmpty() && rest.getFirst().startsWith("-")) {
      line.add(rest.removeFirst());
    }
    line.add(login + place);
    line.addAll(rest);
    return line;
  }
}
