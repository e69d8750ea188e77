package dev.dormouse.broker.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log hears of an API server that doesn't answer, or that answers no: a line when it
 * begins, whatever number of watches and tries feel it, and a line when it is over.
 */
final class OutageLog {
  private static final Logger LOG = LoggerFactory.getLogger("cluster");

  private final String address;
  private final BooleanSupplier answers;
  private final Set<String> told = new HashSet<>();

  /**
   * Nothing told yet.
   *
   * @param answers whether the API server does, just now; asked while it didn't
   */
  OutageLog(String address, BooleanSupplier answers) {
    this.address = address;
    this.answers = answers;
  }

  /**
   * To be called regularly, always by the same thread.
   *
   * @param away whether it counts as away: watches that were heard once break without a word
   */
  void look(List<Watched<?>> all, boolean away) {
    // A watch over plain HTTP that has nothing to tell doesn't say when it is heard again.
    if (all.stream().anyMatch(one -> one.trouble().isSilence()) && answers.getAsBoolean()) {
      all.stream().filter(one -> one.trouble().isSilence()).forEach(Watched::forgetTrouble);
    }
    boolean well = !away;
    for (Watched<?> one : all) {
      Trouble trouble = one.trouble();
      if (trouble.isSilence()) {
        silent(trouble.words());
      } else if (!trouble.isNone()) {
        refused(one.name(), trouble.words());
      }
      well &= trouble.isNone();
    }
    if (away) {
      silent("no watch is heard");
    }
    if (well && !told.isEmpty()) {
      told.clear();
      LOG.atInfo().addKeyValue("address", address).log("the cluster answers again");
    }
  }

  private void silent(String why) {
    if (told.add("")) {
      LOG.atWarn()
          .addKeyValue("address", address)
          .addKeyValue("why", why)
          .log("the cluster doesn't answer; trying again until it does");
    }
  }

  private void refused(String watch, String why) {
    if (told.add(watch)) {
      LOG.atWarn()
          .addKeyValue("address", address)
          .addKeyValue("watch", watch)
          .addKeyValue("why", why)
          .log("the cluster refuses a watch; trying again until it doesn't");
    }
  }
}
