package dev.dormouse.broker.wake;

import java.security.SecureRandom;

/** Ids of runs: short, since they end a pod's name, and never the same twice for one session. */
final class Run {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 6;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Run() {}

  static String id() {
    StringBuilder id = new StringBuilder();
    for (int at = 0; at < LENGTH; at++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
