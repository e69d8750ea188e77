package dev.dormouse.broker.wake;

/** What a session is made from, as far as its start has to know. */
public sealed interface Recipe {
  /** The template's name. */
  String template();

  /**
   * It can be tried.
   *
   * @param words what people know it by: {@code debian, 2 cpu, 4 GiB}
   */
  record Ready(String template, String words) implements Recipe {}

  /**
   * It can't.
   *
   * @param why goes on after "small can't start: "
   */
  record Missing(String template, String why) implements Recipe {}
}
