package dev.dormouse.e2e.login.played;

/**
 * Templates whose pods play something on the embedded node; their image is none that is there
 * already.
 */
final class Plays {
  private Plays() {}

  static String of(String play) {
    return "{image: 'debian:13', podTemplate: {metadata: {annotations: {embedded.dormouse.dev/play: '"
        + play
        + "'}}}}";
  }
}
