package dev.dormouse.broker.relay;

import dev.dormouse.broker.relay.Asked.Said;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Sees what is asked for in a connection: channels by either side, and by the client what shall run
 * in them. It looks at the messages that ask for something and at no other, changes none, and never
 * sees what is typed, printed or set in the environment.
 */
public final class Witness {
  /** For who looks away. */
  public static final Witness BLIND = new Witness(_ -> {});

  /** Of what is said: a command's line can be far longer than anybody reads. */
  static final int LONGEST = 4 << 10;

  private final Consumer<Asked> told;

  /**
   * Somebody is told.
   *
   * @param told what was asked for, on the event loop: it may not wait
   */
  public Witness(Consumer<Asked> told) {
    this.told = told;
  }

  public void seeFromClient(int number, Buffer message) {
    fromClient(number, message).ifPresent(told);
  }

  /** Whether this message opens a channel for a shell or a command; it is left as it is. */
  public static boolean opensSession(Buffer message) {
    return ChannelKind.of(new Reading(message).name()) == ChannelKind.SESSION;
  }

  void seeFromPod(int number, Buffer message) {
    if (number == SshConstants.SSH_MSG_CHANNEL_OPEN) {
      opened(new Reading(message)).ifPresent(told);
    }
  }

  /** Of a message as a service gets it: behind its number. */
  static Optional<Asked> fromClient(int number, Buffer message) {
    return switch (number) {
      case SshConstants.SSH_MSG_CHANNEL_OPEN -> opened(new Reading(message));
      case SshConstants.SSH_MSG_CHANNEL_REQUEST -> requested(new Reading(message));
      case SshConstants.SSH_MSG_GLOBAL_REQUEST -> listening(new Reading(message));
      default -> Optional.empty();
    };
  }

  /** RFC 4254, 5.1, 6.3.2 and 7.2; PROTOCOL of OpenSSH, 2.4. */
  static Optional<Asked> opened(Reading message) {
    var kind = ChannelKind.of(message.name());
    // The sender's number of it, the window, the largest packet.
    message.skip(3 * Integer.BYTES);
    var target =
        switch (kind) {
          case DIRECT_TCPIP, FORWARDED_TCPIP -> address(message);
          case DIRECT_STREAMLOCAL, FORWARDED_STREAMLOCAL -> message.text(LONGEST);
          case SESSION, X11, AGENT, TUN, OTHER -> Said.NOTHING;
        };
    return ifWhole(message, new Asked.Channel(kind, target));
  }

  /** RFC 4254, 6.5. */
  private static Optional<Asked> requested(Reading message) {
    message.skip(Integer.BYTES);
    var name = message.name();
    message.skip(1);
    return switch (name) {
      case "shell" -> ifWhole(message, new Asked.Shell());
      case "exec" -> ifWhole(message, new Asked.Command(message.text(LONGEST)));
      case "subsystem" -> ifWhole(message, new Asked.Subsystem(message.text(LONGEST)));
      default -> Optional.empty();
    };
  }

  /** RFC 4254, 7.1; PROTOCOL of OpenSSH, 2.4. */
  private static Optional<Asked> listening(Reading message) {
    var name = message.name();
    message.skip(1);
    return switch (name) {
      case "tcpip-forward" -> ifWhole(message, new Asked.Listening(name, address(message)));
      case "streamlocal-forward@openssh.com" ->
          ifWhole(message, new Asked.Listening("streamlocal-forward", message.text(LONGEST)));
      default -> Optional.empty();
    };
  }

  private static Said address(Reading message) {
    var host = message.text(LONGEST);
    long port = message.number();
    return new Said(
        (host.text().contains(":") ? "[" + host.text() + "]" : host.text()) + ":" + port,
        host.whole());
  }

  /** What is cut off in the middle, no sshd takes. */
  private static Optional<Asked> ifWhole(Reading message, Asked asked) {
    return message.whole() ? Optional.of(asked) : Optional.empty();
  }
}
