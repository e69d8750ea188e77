package dev.dormouse.crds;

/** Foreign text, made fit for a sentence. */
public final class Brief {
  private static final int LONGEST = 200;

  private Brief() {}

  /** One line, without control characters, without a full stop, not too long. */
  public static String of(String text) {
    String line =
        text.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+", " ")
            .strip()
            .replaceAll("[.:]+$", "");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip() + " ...";
  }
}
