package dev.dormouse.broker.ssh;

import dev.dormouse.broker.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;

/** Answers what is asked without a pod. */
public interface Desk {
  /**
   * One exec or one shell, on a virtual thread of its own.
   *
   * @param command empty: a shell
   * @param terminal lines end in {@code \r\n} then
   * @return the exit status
   */
  int answer(String command, boolean terminal, OutputStream out, OutputStream err)
      throws IOException, InterruptedException;

  /** Why nothing is forwarded from here: there is no pod to forward it. */
  Refusal forwardsNothing();
}
