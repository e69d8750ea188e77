package dev.dormouse.broker.ssh;

import java.time.Duration;

/** The leg from the broker to a pod. Whoever has it closes it, or gives it to the relay. */
public interface Leg extends AutoCloseable {
  /** Logs in, by a certificate that is made for this grant. */
  LoggedIn login(String user, Grant grant, Duration patience) throws InterruptedException;

  @Override
  void close();
}
