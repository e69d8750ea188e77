package dev.dormouse.crds;

final class DeadException {
  static void refuse() {
    new IllegalStateException("never thrown");
  }
}
