package dev.dormouse.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person reads when a command doesn't go as asked: a sentence, never a stack trace. */
final class Complaints {
  private static final int WENT_WRONG = 1;
  private static final int BAD_INPUT = 2;

  private Complaints() {}

  /** The command line itself can't be understood. */
  static int aboutInput(ParameterException problem, String[] args) {
    say(problem.getCommandLine(), sentence(problem));
    return BAD_INPUT;
  }

  /** A command gave up. */
  static int aboutRun(Exception problem, CommandLine line, ParseResult ignored) {
    if (problem instanceof Refusal refusal) {
      say(line, refusal.sentence());
      return BAD_INPUT;
    }
    say(line, "%s; %s".formatted(told(problem), kept(problem)));
    return WENT_WRONG;
  }

  private static String sentence(ParameterException problem) {
    var help = "see %s --help".formatted(problem.getCommandLine().getCommandSpec().qualifiedName());
    return switch (problem) {
      case UnmatchedArgumentException unknown -> "%s %s".formatted(unknown(unknown), help);
      case MissingParameterException missing ->
          "%s needs a value; %s".formatted(named(missing.getMissing().getFirst()), help);
      case ParameterException bad when bad.getArgSpec() != null && bad.getValue() != null ->
          "%s is \"%s\": %s".formatted(named(bad.getArgSpec()), bad.getValue(), reason(bad));
      case ParameterException other -> "%s; %s".formatted(other.getMessage(), help);
    };
  }

  private static String unknown(UnmatchedArgumentException problem) {
    var what = problem.getUnmatched().getFirst();
    var near = problem.getSuggestions();
    var hint = near.isEmpty() ? ";" : ": did you mean %s?".formatted(near.getFirst().strip());
    if (what.startsWith("-")) {
      return "there is no option \"%s\"%s".formatted(what, hint);
    }
    return problem.getCommandLine().getSubcommands().isEmpty()
        ? "\"%s\" has no meaning here;".formatted(what)
        : "there is no command \"%s\"%s".formatted(what, hint);
  }

  private static String named(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static @Nullable String reason(ParameterException problem) {
    var cause = problem.getCause();
    return cause == null ? problem.getMessage() : cause.getMessage();
  }

  private static String told(Exception problem) {
    var message = problem.getMessage();
    return message == null ? "%s happened".formatted(problem.getClass().getSimpleName()) : message;
  }

  /** Keeps the stack trace for whoever looks for the cause. */
  private static String kept(Exception problem) {
    try {
      var log = Files.createTempFile("dormouse-", ".log");
      try (var out = new PrintWriter(Files.newBufferedWriter(log))) {
        problem.printStackTrace(out);
      }
      return "more is in " + log;
    } catch (IOException nowhere) {
      return "and no file could be written to say more (" + nowhere.getMessage() + ")";
    }
  }

  private static void say(CommandLine line, String sentence) {
    line.getErr().println("dormouse: " + sentence);
    line.getErr().flush();
  }
}
