package dev.dormouse.broker.desk;

import dev.dormouse.broker.refusal.Refusal;
import java.util.List;

/**
 * Why a verb wasn't done.
 *
 * @param exit 1: the cluster said no, or it can't be now; 2: it was asked for wrongly
 * @param headline one sentence, in lower case, with its code where there is one
 * @param next what to do now, a line each
 */
record No(int exit, String headline, List<String> next) {
  static final int NOT_NOW = 1;
  static final int BAD_INPUT = 2;

  No {
    next = List.copyOf(next);
  }

  static No badInput(String headline, String... next) {
    return new No(BAD_INPUT, headline, List.of(next));
  }

  static No notNow(String headline, String... next) {
    return new No(NOT_NOW, headline, List.of(next));
  }

  static No of(int exit, Refusal why) {
    return new No(exit, why.headline(), why.next());
  }
}
