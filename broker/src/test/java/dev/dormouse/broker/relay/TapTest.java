package dev.dormouse.broker.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** When a leg is read, and what is told of it. */
class TapTest {
  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final List<Boolean> reads = new ArrayList<>();
  private final List<Boolean> pauses = new ArrayList<>();
  private final Tap tap = new Tap(alive::get, reads::add, pauses::add);

  @Test
  void aPauseIsToldOnceWhenItBeginsAndOnceWhenItEnds() {
    tap.open(true);
    tap.open(false);
    tap.open(false);
    tap.open(true);
    tap.open(true);

    assertThat(reads).containsExactly(true, false, false, true, true);
    assertThat(pauses).containsExactly(true, false);
  }

  @Test
  void aLegThatIsOverIsReadToItsEndAndPausesNobody() {
    tap.open(false);
    alive.set(false);
    tap.open(false);

    assertThat(reads).containsExactly(false, true);
    assertThat(pauses).containsExactly(true, false);
  }
}
