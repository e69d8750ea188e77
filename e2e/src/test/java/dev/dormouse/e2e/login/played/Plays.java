package dev.dormouse.e2e.login.played;

/** Templates whose pods play something on the embedded node. */
final class Plays {
  private Plays() {}

  static String of(String play) {
    return "{podTemplate: {metadata: {annotations: {embedded.dormouse.dev/play: '" + play + "'}}}}";
  }
}
