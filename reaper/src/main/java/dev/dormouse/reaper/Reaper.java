package dev.dormouse.reaper;

import dev.dormouse.metrics.ApiMetrics;
import dev.dormouse.metrics.AuditMetrics;
import dev.dormouse.metrics.Metrics;
import dev.dormouse.metrics.Operations;
import dev.dormouse.metrics.ReaperMetrics;
import dev.dormouse.metrics.audit.Audit;
import dev.dormouse.metrics.calls.CountedCalls;
import dev.dormouse.reaper.hands.Leadership;
import dev.dormouse.reaper.hands.ReaperOptions;
import dev.dormouse.reaper.mind.Cause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;

/** The reaper: the one place where its rooms are wired. */
public final class Reaper implements AutoCloseable {
  private final Audit audit;
  private final Leadership leadership;
  private final Operations operations;

  private Reaper(ReaperConfig config, InstantSource clock) throws IOException {
    var metrics = new Metrics();
    audit = Audit.open(config.audit(), "reaper", config.id(), new AuditMetrics(metrics), clock);
    operations = Operations.start(config.operations(), metrics, List::of);
    var reaping = new ReaperMetrics(metrics);
    for (var cause : Cause.values()) {
      reaping.mayCome(cause.verdict(), cause.word());
    }
    leadership =
        Leadership.seek(
            new ReaperOptions(
                config.kubeconfig(), config.namespace(), config.userNamespaces(), config.id()),
            reaping,
            audit,
            new CountedCalls(new ApiMetrics(metrics)),
            clock);
  }

  /** Starts it; it looks after the sessions as soon as no other reaper does. */
  public static Reaper start(ReaperConfig config, InstantSource clock) throws IOException {
    return new Reaper(config, clock);
  }

  /** Where /livez, /readyz and /metrics are. */
  public InetSocketAddress operations() {
    return operations.address();
  }

  @Override
  public void close() {
    leadership.close();
    operations.close();
    audit.close();
  }
}
