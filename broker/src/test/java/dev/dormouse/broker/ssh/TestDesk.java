package dev.dormouse.broker.ssh;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;

/** A desk of which only the answer matters. */
record TestDesk(Answer answer) implements Desk {
  /** {@link Desk#answer}. */
  interface Answer {
    int to(String command, boolean terminal, OutputStream out, OutputStream err)
        throws IOException, InterruptedException;
  }

  @Override
  public int answer(String command, boolean terminal, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    return answer.to(command, terminal, out, err);
  }

  @Override
  public Refusal forwardsNothing() {
    return new Refusal(Code.DENIED, "nothing is forwarded from a test's desk", "log in elsewhere");
  }
}
