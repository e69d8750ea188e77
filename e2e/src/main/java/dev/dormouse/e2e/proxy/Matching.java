package dev.dormouse.e2e.proxy;

import java.util.function.Predicate;

/** Which calls are meant. */
public record Matching(Predicate<Call> test) {

  /** Any call at all. */
  public static Matching any() {
    return new Matching(_ -> true);
  }

  /** A verb on a kind: {@code matching(PATCH, "sessions/status")}. */
  public static Matching matching(Verb verb, String kind) {
    return new Matching(call -> call.verb() == verb && call.kind().equals(kind));
  }

  /** The same, of this client alone. */
  public Matching by(String client) {
    return new Matching(test.and(call -> call.client().equals(client)));
  }

  /** The same, of this object alone. */
  public Matching named(String name) {
    return new Matching(test.and(call -> call.name().equals(name)));
  }

  /** The same, in this namespace alone. */
  public Matching in(String namespace) {
    return new Matching(test.and(call -> call.namespace().equals(namespace)));
  }
}
