package dev.dormouse.broker.ssh;

/** Tells a line to every terminal by which somebody is logged in to a session. */
public final class Terminals {
  /**
   * A terminal of a login is one that sshd named in SSH_TTY, to a process that has it open. In a
   * pod there are none but the session's; where pods share a machine, the session's are those with
   * the same DORMOUSE_PRINCIPAL. Who has stopped their terminal's output is not waited for.
   */
  private static final String SCRIPT =
      """
      mark=
      if [ -n "${DORMOUSE_PRINCIPAL-}" ]; then
        mark=DORMOUSE_PRINCIPAL=$DORMOUSE_PRINCIPAL
      elif [ -n "${DORMOUSE_SESSION-}" ]; then
        mark=DORMOUSE_SESSION=$DORMOUSE_SESSION
      fi
      newline='
      '
      told=
      exec 2>/dev/null
      for terminal in /dev/pts/[0-9]*; do
        [ -O "$terminal" ] && [ -w "$terminal" ] || continue
        for process in /proc/[0-9]*; do
          [ "$process/fd/0" -ef "$terminal" ] || [ "$process/fd/1" -ef "$terminal" ] || continue
          has=$newline$(tr '\\0' '\\n' <"$process/environ")$newline
          case $has in *"${newline}SSH_TTY=$terminal$newline"*) ;; *) continue ;; esac
          case $mark$has in "$newline"* | *"$newline$mark$newline"*) ;; *) continue ;; esac
          printf '\\r\\n%s\\r\\n' "$line" >"$terminal" &
          told="$told $!"
          break
        done
      done
      [ -n "$told" ] || exit 0
      sleep 1
      kill $told
      exit 0
      """;

  private Terminals() {}

  /** The script that tells them. */
  public static String tell(String line) {
    return "line='" + Words.plain(line).replace("'", "'\\''") + "'\n" + SCRIPT;
  }
}
