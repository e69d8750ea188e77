package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Nearest;
import java.util.Arrays;
import java.util.List;

/** What somebody types inside a session, {@code dormouse keep 4h}, as the desk would be told it. */
sealed interface Wish {
  /** As the desk reads it. */
  record Command(String line) implements Wish {}

  /** Nothing to ask the desk for. */
  record Known(Reply answer) implements Wish {}

  List<String> VERBS = List.of("keep", "why", "stop", "help");
  int MOST_WORDS = 8;

  /** Only of the session that it comes from: so its name is put in, and none is taken. */
  static Wish read(String user, String session, String words) {
    List<String> line =
        Arrays.stream(words.strip().split("\\s+", MOST_WORDS)).filter(it -> !it.isEmpty()).toList();
    if (line.isEmpty()) {
      return new Known(Reply.done(help(user, session)));
    }
    String verb = line.getFirst();
    List<String> rest = line.subList(1, line.size());
    return switch (verb) {
      case "help", "--help", "-h" -> new Known(Reply.done(help(user, session)));
      case "keep" -> keep(session, rest);
      case "why", "stop" ->
          new Command("%s %s %s".formatted(verb, session, String.join(" ", rest)));
      default -> new Known(Reply.no(unknown(user, verb)));
    };
  }

  private static Wish keep(String session, List<String> rest) {
    List<String> spans = rest.stream().filter(it -> !it.startsWith("-")).toList();
    if (spans.size() == 1
        && (spans.getFirst().equals("off") || Times.span(spans.getFirst()).isPresent())) {
      return new Command("keep %s %s".formatted(session, String.join(" ", rest)));
    }
    String headline =
        switch (spans.size()) {
          case 0 -> "keep needs to know for how long to keep %s awake".formatted(session);
          case 1 ->
              "%s is no span of time: hours, minutes, seconds, like 4h, 90m or 1h30m"
                  .formatted(Grammar.quoted(spans.getFirst()));
          default -> "keep doesn't know what to do with %s".formatted(Grammar.quoted(spans.get(1)));
        };
    return new Known(Reply.no(No.badInput(headline, "like this: dormouse keep 4h")));
  }

  private static No unknown(String user, String verb) {
    return Grammar.VERBS.contains(verb)
        ? No.badInput(
            "%s can't be asked for from inside".formatted(verb),
            "from your own machine: ssh %s@host %s".formatted(user, verb))
        : No.badInput(
            "there is no %s here".formatted(Grammar.quoted(verb)),
            Nearest.to(verb, VERBS)
                .map("did you mean: dormouse "::concat)
                .orElse("what there is: dormouse help"));
  }

  private static String help(String user, String session) {
    return """
        dormouse keep 4h     keep %1$s awake for so long; keep off ends that
        dormouse why         why it is awake, when that changes, and what it has cost
        dormouse stop        put it to sleep now; its files stay

        from your own machine: ssh %2$s@host help
        """
        .formatted(session, user);
  }
}
