package dev.dormouse.broker.config;

import dev.dormouse.metrics.audit.Destination;

/** Where the audit goes, among the settings. */
final class Audits {
  private Audits() {}

  static Destination read(Given given) throws BadConfig {
    var to = Destination.of(given.text(), given.folder());
    if (!to.problem().isEmpty()) {
      throw given.badFile(given.path(), to.problem());
    }
    return to;
  }
}
