// breaks nobodyInheritsFromAClassOfOurs
package dev.dormouse.broker.desk;

final class Heirs {
  static class Ancestor {}

  static final class Heir extends Ancestor {}
}
