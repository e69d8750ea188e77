package dev.dormouse.metrics.audit;

import static dev.dormouse.metrics.audit.Field.*;

import java.util.List;
import java.util.Locale;

/** What an audit tells: when each event is told, and which fields it may have beside the usual. */
public enum Event {
  LOGIN("somebody has proven who they are and may go on: to a session, or to the desk"),
  REFUSAL("somebody was told no, before their login or after it"),
  TURNED_AWAY(
      "connections were closed unheard, since too many others hadn't logged in yet: one event a"
          + " second at most"),
  START("a session was woken, which began a run"),
  SHELL("a shell was asked for"),
  EXEC("a command was asked for"),
  SUBSYSTEM("a subsystem was asked for"),
  FORWARD("a forwarded connection was asked for, by either side"),
  LISTEN("the session was asked to listen, and to forward who comes there"),
  DESK("the desk has answered: at the bare name, or asked by dormouse inside a session"),
  END("the connection of a login is over"),
  SLEEP("the reaper has put a session to sleep"),
  FAILED("the reaper has given up a start"),
  FORGOTTEN("the reaper has removed a session"),
  DROPPED(
      "so many events were lost before this one, since they came faster than they could be written");

  private final String meaning;

  Event(String meaning) {
    this.meaning = meaning;
  }

  /** {@code turned-away}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String meaning() {
    return meaning;
  }

  /** Beside those of every line. */
  List<Field> fields() {
    return switch (this) {
      case LOGIN ->
          List.of(
              CONNECTION,
              FROM,
              Field.LOGIN,
              USER,
              SESSION,
              TEMPLATE,
              KEY,
              CERTIFICATE,
              SERIAL,
              AUTHORITY,
              CLIENT);
      case REFUSAL ->
          List.of(
              CONNECTION,
              FROM,
              Field.LOGIN,
              USER,
              SESSION,
              TEMPLATE,
              RUN,
              KEY,
              CERTIFICATE,
              OFFERED,
              CODE,
              WHY);
      case TURNED_AWAY, DROPPED -> List.of(COUNT);
      case START -> List.of(USER, SESSION, RUN);
      case SHELL -> List.of(CONNECTION, FROM, USER, SESSION, RUN);
      case EXEC -> List.of(CONNECTION, FROM, USER, SESSION, RUN, COMMAND, CUT);
      case SUBSYSTEM ->
          List.of(CONNECTION, FROM, USER, SESSION, RUN, Field.SUBSYSTEM, CUT, CODE, WHY);
      case FORWARD, LISTEN ->
          List.of(CONNECTION, FROM, USER, SESSION, RUN, KIND, TARGET, CUT, CODE, WHY);
      case DESK -> List.of(CONNECTION, FROM, USER, SESSION, RUN, COMMAND, CUT, EXIT);
      case END -> List.of(CONNECTION, FROM, USER, SESSION, RUN, CAUSE, CODE, WHY, UP, DOWN);
      case SLEEP, FAILED, FORGOTTEN -> List.of(USER, SESSION, RUN, WHY);
    };
  }

  /**
   * How much may wait to be written for this to be taken: of what one connection makes any number,
   * and then of what strangers do, so that neither crowds out logins and ends.
   *
   * @param room for all
   */
  int mostBefore(int room) {
    return switch (this) {
      case SHELL, EXEC, SUBSYSTEM, FORWARD, LISTEN, DESK -> room - room / 4;
      case REFUSAL, TURNED_AWAY -> room - room / 8;
      case LOGIN, START, END, SLEEP, FAILED, FORGOTTEN, DROPPED -> room;
    };
  }
}
