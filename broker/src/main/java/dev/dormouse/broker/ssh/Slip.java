package dev.dormouse.broker.ssh;

import java.util.Optional;

/**
 * A wish that somebody in a session has written down for the broker, and the place for its answer:
 * a folder of the login user's own, called by its token. An archive or a repository can hold such a
 * folder too, so it counts only while a process has its wish open, and says so in it: whoever runs
 * one could do anything in this session anyway, and it is asked for nothing that goes beyond it.
 *
 * @param session whose wish it is, as {@code OWNER/SESSION}
 * @param words what it says, as it came: an attacker's, as far as anybody knows
 */
public record Slip(String session, String words) {
  private static final String HEAD = "a wish";

  /** No link is followed, to read or to write; nothing that is there already is written to. */
  private static final String FIND =
      """
      for place in /tmp /dev/shm "$HOME"; do
        slip=$place/dormouse.TOKEN
        [ ! -L "$slip" ] && [ -O "$slip" ] && [ ! -L "$slip/wish" ] && [ -f "$slip/wish" ] && break
        slip=
      done
      [ -n "$slip" ] || exit 3
      { read -r _ && read -r process; } <"$slip/wish" || exit 3
      case $process in '' | *[!0-9]*) exit 3 ;; esac
      [ "/proc/$process/fd/9" -ef "$slip/wish" ] || exit 3
      """;

  /** The script that shows it. */
  public static String read(String token) {
    return find(token) + "echo\necho '" + HEAD + "'\nhead -c 400 \"$slip/wish\"\n";
  }

  /** The script that leaves the answer there. */
  public static String answer(String token, int exit, String text) {
    return find(token)
        + "set -C\n"
        + "for file in answer exit.new exit; do\n"
        + "  [ ! -e \"$slip/$file\" ] && [ ! -L \"$slip/$file\" ] || exit 3\n"
        + "done\n"
        + "printf '%s' '"
        + text.replace("'", "'\\''")
        + "' >\"$slip/answer\" && echo "
        + exit
        + " >\"$slip/exit.new\" && mv \"$slip/exit.new\" \"$slip/exit\"\n";
  }

  /** What the first script has shown, behind whatever a shell may say when it begins. */
  public static Optional<Slip> of(String said) {
    var lines = said.lines().dropWhile(line -> !line.equals(HEAD)).skip(1).limit(3).toList();
    return lines.size() == 3
        ? Optional.of(new Slip(lines.getFirst(), lines.getLast()))
        : Optional.empty();
  }

  private static String find(String token) {
    return FIND.replace("TOKEN", token);
  }
}
