package dev.dormouse.crds;

final class Null {
  static String name() {
    return null;
  }
}
