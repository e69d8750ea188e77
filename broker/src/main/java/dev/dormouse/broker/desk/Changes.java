package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.refusal.Code;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a session, has somebody decide, writes it; and again from the beginning when somebody else
 * wrote meanwhile, so that what was decided fits what is changed.
 */
final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  /** Others write too, but none all the time. */
  private static final int MOST_TRIES = 10;

  private final Register register;

  Changes(Register register) {
    this.register = register;
  }

  /** What came of it. */
  sealed interface Outcome {
    /** So it is now, by us or before. */
    record Is(Owned now, Verdict by) implements Outcome {}

    record Absent() implements Outcome {}

    record Refused(No why) implements Outcome {}
  }

  Outcome make(String user, String session, Function<Owned, Verdict> decide)
      throws InterruptedException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      switch (register.read(user, session)) {
        case Register.Read.Absent() -> {
          return new Outcome.Absent();
        }
        case Register.Read.Away(var why) -> {
          return away(why);
        }
        case Register.Read.Refused(var code, var why) -> {
          return refused(code, why);
        }
        case Register.Read.Found found -> {
          switch (decide.apply(found.session())) {
            case Verdict.Refuse(var why) -> {
              return new Outcome.Refused(why);
            }
            case Verdict.Already already -> {
              return new Outcome.Is(found.session(), already);
            }
            case Verdict.Do due -> {
              switch (register.write(found, due.change())) {
                case Register.Written.Overtaken() -> {}
                case Register.Written.Done(var now) -> {
                  log(user, session, due);
                  return new Outcome.Is(now, due);
                }
                case Register.Written.Away(var why) -> {
                  return away(why);
                }
                case Register.Written.Refused(var code, var why) -> {
                  return refused(code, why);
                }
              }
            }
          }
        }
      }
    }
    return new Outcome.Refused(contested(session));
  }

  /** Has what it lost forgotten; says why when that can't be. */
  Optional<No> renew(String user, String session) throws InterruptedException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      switch (register.renew(user, session)) {
        case Register.Renewed.Overtaken() -> {}
        case Register.Renewed.Done() -> {
          return Optional.empty();
        }
        case Register.Renewed.Away(var why) -> {
          return Optional.of(notAnswered(why));
        }
        case Register.Renewed.Refused(var code, var why) -> {
          return Optional.of(cant(code, why));
        }
      }
    }
    return Optional.of(contested(session));
  }

  private static Outcome away(String why) {
    return new Outcome.Refused(notAnswered(why));
  }

  private static Outcome refused(Code code, String why) {
    return new Outcome.Refused(cant(code, why));
  }

  private static No notAnswered(String why) {
    return No.notNow(
        "nothing can be changed now, since the cluster doesn't answer: %s (%s)"
            .formatted(why, Code.OUTAGE),
        "try again in a minute");
  }

  private static No cant(Code code, String why) {
    return No.notNow(
        "it can't be changed: %s (%s)".formatted(why, code), "tell your administrator");
  }

  private static No contested(String session) {
    return No.notNow("somebody else always changes %s just now".formatted(session), "try again");
  }

  private static void log(String user, String session, Verdict.Do due) {
    LOG.atInfo()
        .addKeyValue("user", user)
        .addKeyValue("session", session)
        .addKeyValue("done", due.did())
        .log("session changed at the desk");
  }
}
