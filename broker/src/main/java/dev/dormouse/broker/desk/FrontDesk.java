package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.ssh.Desk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Answers whoever logs in by the bare name: says what they have, and wakes nothing. */
public final class FrontDesk implements Desk {
  private static final int DONE = 0;
  private static final int CANT_BE = 2;

  private final String user;
  private final Supplier<House> house;

  public FrontDesk(String user, Supplier<House> house) {
    this.user = user;
    this.house = house;
  }

  @Override
  public int answer(String command, boolean terminal, OutputStream out, OutputStream err)
      throws IOException {
    var belongings = new Belongings(user, house.get());
    return switch (String.join(" ", command.strip().split("\\s+"))) {
      case "", "ls" -> say(Page.of(belongings), terminal, out, DONE);
      case "ls --json" -> say(Listing.of(belongings), terminal, out, DONE);
      case "help" -> say(help(), terminal, out, DONE);
      default ->
          say(
              "dormouse: there is no such word here; what there is:\n\n" + help(),
              terminal,
              err,
              CANT_BE);
    };
  }

  private String help() {
    return """
        ssh %1$s@host               what you have
        ssh %1$s@host ls --json     the same for a script
        ssh %1$s-NAME@host          into your session NAME, or a new one from template NAME
        """
        .formatted(user);
  }

  /** A terminal that nobody looks after wants its lines ended as a typewriter does. */
  private static int say(String text, boolean terminal, OutputStream out, int exit)
      throws IOException {
    out.write((terminal ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.UTF_8));
    out.flush();
    return exit;
  }
}
