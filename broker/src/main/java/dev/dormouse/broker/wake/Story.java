package dev.dormouse.broker.wake;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What can be told of a wake by now.
 *
 * @param lines for people, in their order, each once, without the prefix; none of a running session
 * @param startup when the phases were reached
 */
public record Story(List<String> lines, Standing standing, Map<StartupPhase, Instant> startup) {
  public Story {
    lines = List.copyOf(lines);
    startup = Map.copyOf(startup);
  }
}
