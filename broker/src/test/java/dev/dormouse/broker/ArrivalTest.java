package dev.dormouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.cluster.Attached;
import dev.dormouse.broker.cluster.Attachment;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who dials often comes once, and leaves unless they are inside. */
final class ArrivalTest {
  private final List<String> came = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> left = new LinkedBlockingQueue<>();
  private final Queue<Attachment> answers = new ArrayDeque<>();
  private final Arrival arrival = new Arrival(this::attach);

  private Attachment attach(String run) {
    came.add(run);
    var planned = answers.poll();
    return planned == null ? new Attachment.Made(new Attached(_ -> left.add(run))) : planned;
  }

  private String leaver() throws InterruptedException {
    return left.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void toOneRunItIsWrittenOnce() throws Exception {
    arrival.to("r1");
    arrival.to("r1");

    assertThat(arrival.written()).isInstanceOf(Attachment.Made.class);
    assertThat(came).containsExactly("r1");
  }

  @Test
  void whoGoesToTheNextRunLeavesTheOneBefore() throws Exception {
    arrival.to("r1");
    arrival.to("r2");

    assertThat(leaver()).isEqualTo("r1");
    assertThat(arrival.written()).isInstanceOf(Attachment.Made.class);
    assertThat(came).containsExactlyInAnyOrder("r1", "r2");
  }

  @Test
  void whoDoesNotGetInLeaves() throws Exception {
    arrival.to("r1");

    arrival.close();

    assertThat(leaver()).isEqualTo("r1");
  }

  @Test
  void whoIsInsideStays() throws Exception {
    arrival.to("r1");
    assertThat(arrival.written()).isInstanceOf(Attachment.Made.class);

    arrival.keep();
    arrival.close();

    assertThat(left.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void thatItSleptIsAskedAgain() throws Exception {
    answers.add(new Attachment.FallenAsleep());
    arrival.to("r1");
    assertThat(arrival.written()).isInstanceOf(Attachment.FallenAsleep.class);

    arrival.to("r1");

    assertThat(arrival.written()).isInstanceOf(Attachment.Made.class);
    assertThat(came).containsExactly("r1", "r1");
  }
}
