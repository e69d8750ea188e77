package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What can be said at the desk. */
final class Help {
  /** What copies files, and is asked for by its name. */
  private static final Set<String> FILES = Set.of("sftp", "scp", "rsync");

  private Help() {}

  static String of(String user) {
    return """
        ssh %1$s-NAME@host             into your session NAME, or a new one from template NAME
        ssh %1$s@host                  what you have, and what you may start
        ssh %1$s@host why NAME         why it is awake or asleep, and when that changes
        ssh %1$s@host keep NAME 4h     keep it awake for so long; keep NAME off ends that
        ssh %1$s@host stop NAME        put it to sleep
        ssh %1$s@host start NAME       wake it, or make a new one, without logging in
              --anew                    with a new home or host key, if it has lost its own
        ssh %1$s@host rm NAME          remove it; its files stay
              --with-home               its own files go too
              --force                   though it is awake or in use

        ls, why, keep, stop, start and rm answer a script with --json; ls --json lists everything.
        exit codes: 0 done, or so already; 1 not now; 2 asked wrongly
        """
        .formatted(user);
  }

  /**
   * The word is nobody's verb: what it may have been.
   *
   * @param word as it came
   */
  static No noVerb(Belongings has, String word) {
    List<String> next = new ArrayList<>();
    if (FILES.contains(word)) {
      next.add(
          "files are in sessions, and %s goes there: %s-NAME@host".formatted(word, has.user()));
    } else if (has.session(word).isPresent()) {
      next.add("into your session %s: ssh %s@host".formatted(word, has.login(word)));
    } else {
      Nearest.to(word, Grammar.VERBS)
          .map(verb -> "did you mean: ssh %s@host %s".formatted(has.user(), verb))
          .ifPresent(next::add);
    }
    next.add("what there is:");
    return new No(No.BAD_INPUT, "there is no %s here".formatted(Grammar.quoted(word)), next);
  }
}
