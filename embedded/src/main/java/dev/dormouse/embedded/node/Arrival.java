package dev.dormouse.embedded.node;

import dev.dormouse.crds.objects.SessionCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The script through which everybody comes who logs in to a session: a process can't be given
 * another user, home or environment as a container can, so the script goes there by itself.
 */
final class Arrival {
  private Arrival() {}

  /** Writes the script into the door's folder. */
  static Path script(Sshd.Door door) throws IOException {
    var commands = Files.createDirectories(door.folder().resolve("bin"));
    var command = Files.writeString(commands.resolve(SessionCommand.NAME), SessionCommand.script());
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    var script = new StringBuilder("# Where people arrive who log in to this session.\n");
    for (Map.Entry<String, String> variable : door.variables().entrySet()) {
      if (variable.getKey().matches("[A-Za-z_][A-Za-z0-9_]*")) { // no shell knows other names
        script.append(export(variable.getKey(), variable.getValue()));
      }
    }
    script
        // sshd has left the cookie of a forwarded display in the home of whoever runs it.
        .append("[ -z \"${DISPLAY-}\" ] || export XAUTHORITY=\"${XAUTHORITY-$HOME/.Xauthority}\"\n")
        .append(export("HOME", door.home().toString()))
        .append(export("DORMOUSE_BIN", commands.toString()))
        .append("export PATH=\"$DORMOUSE_BIN:$PATH\"\n")
        .append(
            """
            cd "$HOME" || exit 1
            # sshd lets its own ForceCommand, which is this script, win over a certificate's: so that
            # one is looked for here. What force-command is in base64 depends on where it begins.
            if [ -r "${SSH_USER_AUTH-}" ]; then
              read -r _ _ certificate <"$SSH_USER_AUTH"
              case $certificate in
                *Zm9yY2UtY29tbWFu* | *cmNlLWNvbW1h* | *b3JjZS1jb21tYW5k*)
                  SSH_ORIGINAL_COMMAND=$(sed -n 's/^publickey //p' "$SSH_USER_AUTH" |
                    ssh-keygen -L -f - | sed -n 's/^ *force-command //p')
                  [ -n "$SSH_ORIGINAL_COMMAND" ] || exit 1 ;;
              esac
            fi
            if [ -n "${SSH_ORIGINAL_COMMAND-}" ]; then
              exec "${SHELL:-/bin/sh}" -c "$SSH_ORIGINAL_COMMAND"
            fi
            # As sshd does with /etc/motd: for a shell with a terminal, and not for who wants quiet.
            if [ -t 0 ] && [ -n "${DORMOUSE_MESSAGE-}" ] && [ ! -e "$HOME/.hushlogin" ]; then
              printf '%s\n' "$DORMOUSE_MESSAGE"
            fi
            # A login shell's profile may set another PATH: bash finds the command all the same.
            exec env 'BASH_FUNC_dormouse%%=() { "$DORMOUSE_BIN/dormouse" "$@"; }' "${SHELL:-/bin/sh}" -l
            """);
    return Files.writeString(door.folder().resolve("arrive"), script);
  }

  private static String export(String name, String value) {
    return "export " + name + "='" + value.replace("'", "'\\''") + "'\n";
  }
}
