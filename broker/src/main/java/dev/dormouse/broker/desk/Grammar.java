package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Login;
import dev.dormouse.broker.login.Nearest;
import dev.dormouse.crds.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From a command line to a verb. The text is an attacker's: only names leave this reading as they
 * came.
 */
final class Grammar {
  static final List<String> VERBS = List.of("ls", "why", "keep", "stop", "start", "rm", "help");

  private static final String JSON = "--json";
  private static final String WITH_HOME = "--with-home";
  private static final String FORCE = "--force";
  private static final String ANEW = "--anew";
  private static final Map<String, List<String>> FLAGS =
      Map.of(
          "rm", List.of(WITH_HOME, FORCE, JSON), "start", List.of(ANEW, JSON), "help", List.of());
  private static final int MOST_WORDS = 16;

  private final String user;
  private final String verb;
  private final List<String> flags = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  private Grammar(String user, List<String> line) {
    this.user = user;
    this.verb = line.getFirst();
    for (String word : line.subList(1, line.size())) {
      (word.startsWith("-") ? flags : words).add(word);
    }
  }

  /** What this user asks for by this command. */
  static Asked read(String user, String command) {
    List<String> line =
        Arrays.stream(command.strip().split("\\s+", MOST_WORDS))
            .filter(it -> !it.isEmpty())
            .toList();
    if (line.isEmpty()) {
      return new Verb.Page(false);
    }
    return switch (line.getFirst()) {
      case "--help", "-h" -> new Verb.Help();
      case String word when VERBS.contains(word) -> new Grammar(user, line).asked();
      case String word -> new Asked.NoVerb(word);
    };
  }

  private Asked asked() {
    if (flags.contains("--help") || flags.contains("-h")) {
      return new Verb.Help();
    }
    List<String> allowed = FLAGS.getOrDefault(verb, List.of(JSON));
    Optional<String> strange = flags.stream().filter(it -> !allowed.contains(it)).findFirst();
    if (strange.isPresent()) {
      return misread(
          "%s has no %s".formatted(verb, quoted(strange.get())),
          Nearest.to(strange.get(), allowed)
              .map("did you mean: "::concat)
              .orElse(allowed.isEmpty() ? "it has none" : "it has: " + String.join(", ", allowed)));
    }
    boolean json = flags.contains(JSON);
    return switch (verb) {
      case "ls" -> words.isEmpty() ? new Verb.Page(json) : tooMuch(0);
      case "help" -> new Verb.Help();
      case "keep" -> keep(json);
      default -> named(json);
    };
  }

  private Asked named(boolean json) {
    if (words.isEmpty()) {
      return misread("%s needs the name of a session".formatted(verb), like("NAME"));
    }
    String name = words.getFirst();
    if (!Name.isOne(name)) {
      return noName(name);
    }
    if (words.size() > 1) {
      return tooMuch(1);
    }
    return switch (verb) {
      case "why" -> new Verb.Why(name, json);
      case "stop" -> new Verb.Stop(name, json);
      case "start" -> new Verb.Start(name, flags.contains(ANEW), json);
      case "rm" -> new Verb.Remove(name, flags.contains(WITH_HOME), flags.contains(FORCE), json);
      default -> throw new IllegalStateException("a verb without a reading: " + verb);
    };
  }

  private Asked keep(boolean json) {
    if (words.isEmpty()) {
      return misread(
          "keep needs the name of a session, and for how long to keep it awake", like("NAME 4h"));
    }
    String name = words.getFirst();
    if (!Name.isOne(name)) {
      return noName(name);
    }
    if (words.size() == 1) {
      return misread(
          "keep needs to know for how long to keep %s awake".formatted(name), like(name + " 4h"));
    }
    if (words.size() > 2) {
      return tooMuch(2);
    }
    String span = words.get(1);
    if (span.equals("off")) {
      return new Verb.KeepNoMore(name, json);
    }
    return Times.span(span)
        .<Asked>map(it -> new Verb.Keep(name, it, json))
        .orElseGet(
            () ->
                misread(
                    "%s is no span of time: hours, minutes, seconds, like 4h, 90m or 1h30m"
                        .formatted(quoted(span)),
                    like(name + " 4h")));
  }

  private Asked noName(String word) {
    return misread(
        "%s can't be the name of a session".formatted(quoted(word)),
        "a name is lower-case letters, digits and single hyphens; yours: ssh %s@host ls"
            .formatted(user));
  }

  private Asked tooMuch(int most) {
    String usage = verb.equals("keep") ? "NAME 4h" : verb.equals("ls") ? "" : "NAME";
    return misread(
        "%s doesn't know what to do with %s".formatted(verb, quoted(words.get(most))), like(usage));
  }

  private String like(String rest) {
    return "like this: ssh %s@host %s %s".formatted(user, verb, rest).strip();
  }

  private static Asked misread(String headline, String next) {
    return new Asked.Misread(No.badInput(headline, next));
  }

  static String quoted(String word) {
    return '"' + Login.shown(word) + '"';
  }
}
