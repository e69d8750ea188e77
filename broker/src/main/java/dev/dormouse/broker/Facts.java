package dev.dormouse.broker;

import dev.dormouse.broker.login.Admission;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Farewell;
import dev.dormouse.broker.ssh.Guest;
import dev.dormouse.broker.wake.Kind;
import dev.dormouse.broker.wake.StartupPhase;
import dev.dormouse.broker.wake.Wake;
import dev.dormouse.metrics.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What is known of one connection, for its two lines in the log and for the metrics. */
final class Facts {
  private static final Logger LOG = LoggerFactory.getLogger("connection");

  private final long id;
  private final InstantSource clock;
  private final Instant began;
  private final Map<StartupPhase, Instant> phases = new EnumMap<>(StartupPhase.class);
  private volatile String user = "";
  private String session = "";
  private String template = "";
  private String kind = "";

  Facts(long id, InstantSource clock) {
    this.id = id;
    this.clock = clock;
    this.began = clock.instant();
  }

  void begin(Guest guest) {
    LOG.atInfo()
        .addKeyValue("connection", id)
        .addKeyValue("login", guest.login())
        .addKeyValue("from", guest.from())
        .addKeyValue("key", guest.proof().key().fingerprint())
        .addKeyValue("client", guest.client())
        .log("connection begins");
  }

  void of(Admission admission) {
    switch (admission) {
      case Admission.Refused _ -> {}
      case Admission.Desk(var known) -> user = known.name();
      case Admission.To to -> {
        user = to.user().name();
        session = to.session();
        template = to.template().name();
      }
    }
  }

  String user() {
    return user;
  }

  void reached(StartupPhase phase) {
    phases.put(phase, clock.instant());
  }

  /** Takes the wake's phases to its own, and counts them all. */
  void startup(Wake wake, Metrics metrics) {
    kind = wake.kind().name().toLowerCase(Locale.ROOT);
    if (wake.kind() == Kind.COLD) {
      wake.story().startup().forEach(phases::putIfAbsent);
    }
    durations().forEach((phase, took) -> metrics.startup(name(phase), kind, took));
  }

  /** How long each phase took since the one before it, as this connection felt it. */
  private Map<StartupPhase, Duration> durations() {
    Map<StartupPhase, Duration> durations = new EnumMap<>(StartupPhase.class);
    Instant before = phases.getOrDefault(StartupPhase.ADMITTED, began);
    for (var phase : phases.entrySet()) {
      if (phase.getValue().isAfter(before)) {
        durations.put(phase.getKey(), Duration.between(before, phase.getValue()));
        before = phase.getValue();
      }
    }
    return durations;
  }

  /** A bug of ours: the person gets a number that finds the log line. */
  Refusal bug(RuntimeException bug) {
    LOG.atError().addKeyValue("connection", id).setCause(bug).log("connection broke");
    return new Refusal(
        Code.INTERNAL,
        "something broke in Dormouse itself, as connection %d".formatted(id),
        "try again; and tell your administrator that number");
  }

  void end(End end, Metrics metrics) {
    metrics.login(end.cause(), end.code());
    var line =
        LOG.atInfo()
            .addKeyValue("connection", id)
            .addKeyValue("cause", end.cause())
            .addKeyValue("took", Duration.between(began, clock.instant()));
    add(line, "code", end.code());
    add(line, "user", user);
    add(line, "session", session);
    add(line, "template", template);
    add(line, "kind", kind);
    switch (end) {
      case End.Refused(var why) -> add(line, "why", why.sentence());
      case End.Served(var farewell) -> add(line, farewell);
      case End.Visited(var farewell) -> add(line, farewell);
      case End.LeftWaiting() -> {}
    }
    durations().forEach((phase, took) -> line.addKeyValue(name(phase), took.toMillis() + "ms"));
    line.log("connection ends");
  }

  private static void add(LoggingEventBuilder line, Farewell farewell) {
    add(line, "why", farewell.words());
    line.addKeyValue("up", farewell.up()).addKeyValue("down", farewell.down());
  }

  private static void add(LoggingEventBuilder line, String key, String value) {
    if (!value.isEmpty()) {
      line.addKeyValue(key, value);
    }
  }

  private static String name(StartupPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
