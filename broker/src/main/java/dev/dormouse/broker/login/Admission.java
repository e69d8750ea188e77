package dev.dormouse.broker.login;

import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Policy;

/** Where somebody gets who was at the door. */
public sealed interface Admission {
  /** Nowhere. */
  record Refused(Refusal why) implements Admission {}

  /** To the front desk, which wakes nothing. */
  record Desk(User user) implements Admission {}

  /**
   * To a session of their own.
   *
   * @param isNew whether it has to be made first
   * @param policy what template, user and certificate allow, all of them
   * @param forceCommand the one command that the certificate is good for; empty for any
   */
  record To(
      User user,
      Template template,
      String session,
      boolean isNew,
      Policy policy,
      String forceCommand)
      implements Admission {}
}
