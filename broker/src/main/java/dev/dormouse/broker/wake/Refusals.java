package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The refusals of a start: a sentence about the session, and what the person can do. */
final class Refusals {
  private static final Pattern TOLD = Pattern.compile("(.+) \\(DM-([A-Z]+)\\)", Pattern.DOTALL);

  private Refusals() {}

  /** {@code small can't start: ...}. */
  static Refusal cantStart(Order order, String template, Code code, String why) {
    return refusal(order, template, code, order.session().name() + " can't start: " + why);
  }

  /** What another broker has written into the session's status. */
  static Refusal told(Order order, String template, String message) {
    Matcher words = TOLD.matcher(message);
    if (words.matches()) {
      for (Code code : Code.values()) {
        if (code.name().equals(words.group(2))) {
          return refusal(order, template, code, words.group(1));
        }
      }
    }
    return cantStart(order, template, Code.SLOW, message.isEmpty() ? "its start failed" : message);
  }

  /** The deadline came. */
  static Refusal late(Order order, String template, Code code, String waiting) {
    return refusal(
        order,
        template,
        code,
        "%s was still starting after %s: %s"
            .formatted(order.session().name(), Words.span(order.startWithin()), waiting));
  }

  static Refusal outage(Order order, String template, String why) {
    return refusal(
        order,
        template,
        Code.OUTAGE,
        order.session().name() + " can't be woken now, since the cluster doesn't answer: " + why);
  }

  /**
   * It was put to sleep.
   *
   * @param why of the reaper; empty when it was a person
   */
  static Refusal putToSleep(Order order, String template, String why) {
    String name = order.session().name();
    return refusal(
        order,
        template,
        Code.STOPPED,
        why.isEmpty()
            ? "somebody put " + name + " to sleep while it woke"
            : name + " went to sleep while it woke: " + why);
  }

  static Refusal removed(Order order, String template) {
    return refusal(
        order,
        template,
        Code.STOPPED,
        "somebody removed " + order.session().name() + " while it woke");
  }

  /** This broker goes away in the middle of it. */
  static Refusal closing(Order order) {
    return new Refusal(
        Code.BUSY,
        "this door is being closed while " + order.session().name() + " wakes",
        "try again, the start goes on: ssh %s-%s@host"
            .formatted(order.owner(), order.session().name()));
  }

  static Refusal refusal(Order order, String template, Code code, String sentence) {
    String again = "ssh " + order.owner() + "-" + order.session().name() + "@host";
    String fix = "ask your administrator to fix template \"" + template + "\"";
    return switch (code) {
      case IMAGE, TEMPLATE -> new Refusal(code, sentence, fix);
      case CRASH -> new Refusal(code, sentence, fix, "or try once more: " + again);
      case QUOTA ->
          new Refusal(
              code,
              sentence,
              "let another session of yours fall asleep, or ask your administrator for more");
      case CAPACITY -> new Refusal(code, sentence, "try again later: " + again);
      case LOST ->
          new Refusal(
              code,
              sentence,
              "ask your administrator whether it can be brought back",
              "or begin without it: ssh %s@host start %s --anew"
                  .formatted(order.owner(), order.session().name()));
      case VOLUME ->
          new Refusal(
              code,
              sentence,
              "try again in a minute: " + again,
              "if another session of yours has it: ssh %s@host stop NAME".formatted(order.owner()));
      case OUTAGE -> new Refusal(code, sentence, "try again in a minute: " + again);
      case STOPPED -> new Refusal(code, sentence, "try again: " + again);
      case SLOW ->
          new Refusal(
              code,
              sentence,
              "try again: " + again,
              "if it is never quick enough: ask your administrator to look at template \""
                  + template
                  + "\"");
      case UNKNOWN, DENIED, SUSPENDED, LIMIT, HOSTKEY, BUSY, INTERNAL ->
          new Refusal(code, sentence, "tell your administrator what you did, and the code");
    };
  }
}
