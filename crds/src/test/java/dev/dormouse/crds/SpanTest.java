package dev.dormouse.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

class SpanTest {
  @Test
  void readsHoursMinutesAndSeconds() {
    assertThat(Span.parse("45s")).isEqualTo(Duration.ofSeconds(45));
    assertThat(Span.parse("30m")).isEqualTo(Duration.ofMinutes(30));
    assertThat(Span.parse("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(Span.parse("8760h")).isEqualTo(Duration.ofDays(365));
  }

  @Test
  void refusesWhatIsNoDuration() {
    assertThatThrownBy(() -> Span.parse("soon")).isInstanceOf(DateTimeParseException.class);
  }
}
