package dev.dormouse.e2e.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.house.Ran;

/** What a refusal looks like in a real client: a sentence with its code, and what to do now. */
public final class Refusals {
  private Refusals() {}

  /** Refused with this code, and nothing else was printed. */
  public static void assertRefused(Ran ran, String code) {
    assertThat(ran.exit()).as(ran.toString()).isEqualTo(255);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("dormouse: ", "(" + code + ")", "\n          ");
    assertThat(ran.err()).doesNotContain("Permission denied");
  }

  /** The same, in a sentence about this session. */
  public static void assertRefused(Ran ran, String session, String code) {
    assertRefused(ran, code);
    assertThat(ran.err().lines())
        .anySatisfy(
            line -> assertThat(line).startsWith("dormouse: " + session).endsWith("(" + code + ")"));
  }
}
