package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Phase;

/** {@code start NAME}: what to say of a wake that a login would have begun just so. */
final class Start {
  private Start() {}

  static No no(Belongings has, String name, Refusal why) {
    return why.code() == Code.UNKNOWN ? has.none("start", name) : No.of(No.NOT_NOW, why);
  }

  /** The session as it is now that this is known of it; the watch may tell a moment later. */
  static Owned as(Phase phase, Belongings has, String name) {
    return has.session(name)
        .map(it -> new Owned(it.owner(), name, it.template(), phase, true, "", it.more()))
        .orElseGet(() -> new Owned(has.user(), name, name, phase, true, ""));
  }

  static String said(Belongings has, String name) {
    return "%s is waking; go in when you like: ssh %s@host".formatted(name, has.login(name));
  }
}
