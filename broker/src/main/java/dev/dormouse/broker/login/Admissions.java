package dev.dormouse.broker.login;

import dev.dormouse.broker.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/** May they: what a login gets, from the house as it is and the proof that was verified. */
public final class Admissions {
  private Admissions() {}

  /**
   * Admits or refuses. The user's keys and a certificate's names are looked at again, for the house
   * may have changed since the door; a certificate's authority is the door's alone to judge.
   */
  public static Admission admit(House house, String login, Proof proof) {
    return switch (Login.read(login, house)) {
      case Login.Bare(User user) ->
          no(login, user, proof)
              .<Admission>map(Admission.Refused::new)
              .orElseGet(() -> desk(user, proof));
      case Login.Named(User user, String name) ->
          no(login, user, proof)
              .<Admission>map(Admission.Refused::new)
              .orElseGet(() -> to(house, user, name, proof));
      case Login.Garbled(User user, String shown) ->
          new Admission.Refused(
              no(login, user, proof).orElseGet(() -> Unknown.refusal(house, user, shown)));
      case Login.Nobody(String _) ->
          new Admission.Refused(noKey(login, List.of(proof.key().fingerprint())));
    };
  }

  /**
   * Says that no key opens, in the same words for a name that nobody has and for a key that isn't
   * theirs: who has no key learns nobody's name.
   */
  public static Refusal noKey(String login, List<String> fingerprintsOffered) {
    return No.key(login, fingerprintsOffered);
  }

  /** Fingerprints as a person or a log may see them: not many, and "none" for none. */
  public static String shown(List<String> fingerprints) {
    return fingerprints.isEmpty()
        ? "none"
        : Shown.list(fingerprints.stream().map(Shown::fingerprint).toList());
  }

  /** Why this user may not, wherever they want to go. */
  private static Optional<Refusal> no(String login, User user, Proof proof) {
    boolean theirs =
        switch (proof) {
          case Proof.ByKey(Key key) -> user.opener(key).isPresent();
          case Proof.ByCertificate certificate -> certificate.names(user);
        };
    if (!theirs) {
      return Optional.of(noKey(login, List.of(proof.key().fingerprint())));
    }
    if (user.suspended()) {
      return Optional.of(No.suspended(user));
    }
    return switch (proof) {
      case Proof.ByKey _ -> Optional.empty();
      case Proof.ByCertificate certificate -> CriticalOptions.refusal(certificate);
    };
  }

  /** The desk's verbs are no command of a session, so a certificate for one command ends here. */
  private static Admission desk(User user, Proof proof) {
    return proof.forceCommand().isEmpty()
        ? new Admission.Desk(user)
        : new Admission.Refused(No.deskForOneCommand(user));
  }

  private static Admission to(House house, User user, String name, Proof proof) {
    return house
        .session(user.name(), name)
        .map(session -> old(house, user, session, proof))
        .orElseGet(() -> fresh(house, user, name, proof));
  }

  private static Admission old(House house, User user, Owned session, Proof proof) {
    Optional<Template> template = house.template(session.template());
    if (template.isEmpty()) {
      return new Admission.Refused(No.templateGone(session));
    }
    if (!template.get().isOpenTo(user)) {
      return new Admission.Refused(No.templateClosedSince(session));
    }
    Optional<Refusal> limit =
        session.takesRoom() ? Optional.empty() : Allowance.toWake(house, user);
    return limit
        .<Admission>map(Admission.Refused::new)
        .orElseGet(() -> in(user, template.get(), session.name(), false, proof));
  }

  private static Admission fresh(House house, User user, String name, Proof proof) {
    Optional<Template> template = house.template(name);
    if (template.isEmpty()) {
      return new Admission.Refused(Unknown.refusal(house, user, name));
    }
    if (!template.get().isOpenTo(user)) {
      return new Admission.Refused(No.templateClosed(house, user, name));
    }
    return Allowance.toHave(house, user)
        .or(() -> Allowance.toWake(house, user))
        .<Admission>map(Admission.Refused::new)
        .orElseGet(() -> in(user, template.get(), name, true, proof));
  }

  private static Admission in(
      User user, Template template, String session, boolean isNew, Proof proof) {
    return new Admission.To(
        user,
        template,
        session,
        isNew,
        template.spec().policy().and(user.policy()).and(proof.policy()),
        proof.forceCommand());
  }
}
