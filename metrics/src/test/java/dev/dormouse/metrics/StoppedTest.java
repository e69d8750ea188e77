package dev.dormouse.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long things stood still. */
class StoppedTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final Stopped stopped = new Stopped(now::get);

  @Test
  void nothingAdds() {
    pass(9);
    assertThat(stopped.seconds()).isZero();
  }

  @Test
  void eachThatStandsStillAddsItsOwnTime() {
    stopped.oneMore();
    pass(2);
    stopped.oneMore();
    pass(3);
    stopped.oneLess();
    pass(4);
    stopped.oneLess();
    pass(5);

    assertThat(stopped.seconds()).isEqualTo(2 + 2 * 3 + 4);
  }

  @Test
  void whatStillStandsIsIn() {
    stopped.oneMore();
    pass(7);
    assertThat(stopped.seconds()).isEqualTo(7);
    pass(1);
    assertThat(stopped.seconds()).isEqualTo(8);
  }

  private void pass(long seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
