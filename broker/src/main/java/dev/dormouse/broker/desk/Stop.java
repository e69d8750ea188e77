package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.State;

/** {@code stop NAME}: put to sleep, whoever is connected. */
final class Stop {
  private Stop() {}

  static Verdict decide(Belongings has, Owned session) {
    String name = session.name();
    if (session.state() == State.LEAVING) {
      return new Verdict.Already(name + " is being removed already");
    }
    if (!session.awake()) {
      return new Verdict.Already(
          switch (session.state()) {
            case FALLING_ASLEEP -> name + " is falling asleep already";
            case FAILED -> name + " doesn't run: its last start failed";
            case ASLEEP, WAKING, AWAKE, LEAVING -> name + " is asleep already";
          });
    }
    return new Verdict.Do(
        new Change.Sleep(),
        "stopped",
        "%s falls asleep%s; %s"
            .formatted(name, ends(session.more().open()), files(has.files(session))));
  }

  private static String ends(int open) {
    return switch (open) {
      case 0 -> "";
      case 1 -> ", and the connection to it ends";
      default -> ", and the %d connections to it end".formatted(open);
    };
  }

  private static String files(Files files) {
    return switch (files) {
      case Files.Own(var path) -> "its files in %s stay".formatted(path);
      case Files.Shared(var path) -> "your files in %s stay".formatted(path);
      case Files.Passing _ -> "its template keeps none of its files";
      case Files.None _ -> "its template keeps no files";
      case Files.Unknown _ -> "its home stays";
    };
  }
}
