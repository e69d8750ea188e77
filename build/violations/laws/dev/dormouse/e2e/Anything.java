// What cli.ImportsTheTests imports.
package dev.dormouse.e2e;

public final class Anything {
  private Anything() {}

  public static int at() {
    return 1;
  }
}
