package dev.dormouse.metrics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A line of the audit is one line, whoever's texts are in it. */
class LineTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  private static String line(Entry entry) {
    return Line.of(entry, NOON, "broker", "broker-a");
  }

  @Test
  void itBeginsWithWhatEveryLineHasAndHasOnlyWhatIsKnown() {
    var entry =
        Entry.of(Event.END)
            .with(Field.DOWN, 0)
            .with(Field.USER, "alice")
            .with(Field.SESSION, "")
            .with(Field.OFFERED, List.of())
            .with(Field.CONNECTION, 7);

    assertThat(line(entry))
        .isEqualTo(
            "{\"v\":1,\"time\":\"2026-11-22T12:00:00.123Z\",\"event\":\"end\",\"component\":\"broker\","
                + "\"instance\":\"broker-a\",\"connection\":7,\"user\":\"alice\",\"down\":0}");
  }

  @Test
  void whatEndsALineOrSpeaksToATerminalIsEscaped() {
    var text = "\"\\\n\r\t\u0000\u001b[2J\u0085\u2028\u202e\ud800 é 鼠 \uD83D\uDC2D";

    var line = line(Entry.of(Event.EXEC).with(Field.COMMAND, text));

    assertThat(line)
        .contains(
            "\"command\":\"\\\"\\\\\\u000a\\u000d\\u0009\\u0000\\u001b[2J\\u0085\\u2028\\u202e\\ud800 é 鼠 \uD83D\uDC2D\"");
  }

  @Test
  void whateverTheTextItIsReadAgainAsItWas() {
    var random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      var text = new StringBuilder();
      for (int at = 0; at < 40; at++) {
        text.append((char) random.nextInt(random.nextBoolean() ? 256 : 65536));
      }
      var line =
          line(
              Entry.of(Event.REFUSAL)
                  .with(Field.WHY, text.toString())
                  .with(Field.OFFERED, List.of("a", text.toString())));

      assertThat(line.codePoints()).noneMatch(Character::isISOControl);
      var read = new JsonObject(line);
      assertThat(read.getString("why")).isEqualTo(text.toString());
      assertThat(read.getJsonArray("offered").getString(1)).isEqualTo(text.toString());
    }
  }
}
