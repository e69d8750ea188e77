package dev.dormouse.broker.ssh;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.sshd.common.helpers.AbstractFactoryManager;
import org.apache.sshd.core.CoreModuleProperties;

/** MINA's limits that aren't ours, for both legs. */
final class Limits {
  /** AES-GCM may carry far more under one key than MINA's gigabyte; each exchange costs. */
  private static final long REKEY_BYTES = 32L << 30;

  private static final long REKEY_PACKETS = 1L << 31;
  private static final String NAME = "Dormouse";

  /** Each is a page or a listing, and over at once; ssh with a control socket has several. */
  private static final int DESK_CHANNELS = 32;

  /** What a client may say that no desk reads. */
  private static final long DESK_WINDOW = 32 << 10;

  private Limits() {}

  /** What may be kept of a client at the desk. */
  static void setDesk(AbstractFactoryManager front) {
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(front, DESK_CHANNELS);
    CoreModuleProperties.WINDOW_SIZE.set(front, DESK_WINDOW);
    CoreModuleProperties.MAX_PACKET_SIZE.set(front, DESK_WINDOW);
  }

  /**
   * Who is idle and who is slow is not for MINA to say: a hold may last, and a session sleeps by
   * its own rules.
   */
  static void set(AbstractFactoryManager legs, ScheduledExecutorService timer) {
    legs.setScheduledExecutorService(timer);
    CoreModuleProperties.IDLE_TIMEOUT.set(legs, Duration.ZERO);
    CoreModuleProperties.AUTH_TIMEOUT.set(legs, Duration.ZERO);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(legs, Duration.ZERO);
    CoreModuleProperties.REKEY_BYTES_LIMIT.set(legs, REKEY_BYTES);
    CoreModuleProperties.REKEY_PACKETS_LIMIT.set(legs, REKEY_PACKETS);
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(legs, Hall.MOST_REQUESTS);
    CoreModuleProperties.SERVER_IDENTIFICATION.set(legs, NAME);
    CoreModuleProperties.CLIENT_IDENTIFICATION.set(legs, NAME);
  }
}
