package dev.dormouse.broker.ssh;

/**
 * What the owner of a security key must do for a signature to count.
 *
 * @param touch somebody touched it
 * @param verify it knew who (a PIN, a finger)
 */
public record SkRules(boolean touch, boolean verify) {
  /** What holds unless the key's line says otherwise. */
  public static final SkRules USUAL = new SkRules(true, false);
}
