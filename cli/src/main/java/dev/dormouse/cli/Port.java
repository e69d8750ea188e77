package dev.dormouse.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The port to listen on: the usual one, with others to go to when it is taken, or exactly one. */
sealed interface Port {
  /** How many ports after the usual one are tried before the system chooses. */
  int NEIGHBOURS = 10;

  /** The usual port, and when it is taken any other. */
  record Usual() implements Port {}

  /**
   * The port that was asked for, and no other.
   *
   * @param number 1 to 65535; 0 takes any that is free
   */
  record Exactly(int number) implements Port {}

  /**
   * The number to listen on, while there is nothing to tidy up yet; 0 for whatever the system
   * gives.
   *
   * @param usual where {@link Usual} begins to look
   * @param what is served there
   * @param out is told when it is another one than usual
   */
  default int settled(int usual, String what, PrintStream out) throws IOException, Refusal {
    return switch (this) {
      case Exactly(var number) -> {
        if (taken(number) instanceof Taken.Because(var why)) {
          throw new Refusal(
              "--port is \"%d\": %s; give a free one, or 0 for any".formatted(number, why));
        }
        yield number;
      }
      case Usual() -> nearest(usual, what, out);
    };
  }

  /** The usual port or one of its neighbours. */
  static int nearest(int usual, String what, PrintStream out) throws IOException {
    for (var number = usual; number <= usual + NEIGHBOURS; number++) {
      if (taken(number) instanceof Taken.No) {
        if (number != usual) {
          out.println("dormouse: port %d is taken, so %d is for %s".formatted(usual, number, what));
        }
        return number;
      }
    }
    out.println(
        "dormouse: ports %d to %d are taken, so any free one is for %s"
            .formatted(usual, usual + NEIGHBOURS, what));
    return 0;
  }

  private static Taken taken(int number) throws IOException {
    try (var _ = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
      return new Taken.No();
    } catch (BindException problem) {
      var denied = String.valueOf(problem.getMessage()).contains("Permission denied");
      return new Taken.Because(denied ? "only root may listen there" : "it is taken already");
    }
  }

  /** Whether a port can be had. */
  sealed interface Taken {
    /** It can. */
    record No() implements Taken {}

    /** It can't. */
    record Because(String why) implements Taken {}
  }

  /** Reads the option's value. */
  final class Reader implements ITypeConverter<Port> {
    @Override
    public Port convert(String value) {
      if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
        throw new TypeConversionException("give a number from 1 to 65535, or 0 for any free port");
      }
      return new Exactly(Integer.parseInt(value));
    }
  }
}
