package dev.dormouse.broker;

import dev.dormouse.broker.login.Admission;
import dev.dormouse.broker.login.Login;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.ssh.Guest;
import dev.dormouse.broker.wake.Kind;
import dev.dormouse.broker.wake.StartupPhase;
import dev.dormouse.broker.wake.Wake;
import dev.dormouse.metrics.BrokerMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private String run = "";
  private String method = "";
  private String kind = "";
  private String unanswered = "";

  Facts(long id, InstantSource clock) {
    this.id = id;
    this.clock = clock;
    this.began = clock.instant();
  }

  void begin(Guest guest) {
    method = guest.proof().method();
    LOG.atInfo()
        .addKeyValue("connection", id)
        .addKeyValue("login", Login.shown(guest.login()))
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

  /** Empty at the desk. */
  String session() {
    return session;
  }

  /** Empty until one is known. */
  String run() {
    return run;
  }

  void of(String run) {
    this.run = run;
  }

  /** What the last dial met that nobody answered: an address of the cluster's, so only logged. */
  void unanswered(String seen) {
    unanswered = seen;
  }

  String user() {
    return user;
  }

  void reached(StartupPhase phase) {
    phases.put(phase, clock.instant());
  }

  /** Takes the wake's phases to its own, and counts them all. */
  void startup(Wake wake, BrokerMetrics metrics) {
    kind = wake.kind().name().toLowerCase(Locale.ROOT);
    if (wake.kind() == Kind.COLD) {
      wake.story().startup().forEach(phases::putIfAbsent);
    }
    durations().forEach((phase, took) -> metrics.startup(name(phase), kind, took, run));
    metrics.startup(
        "total",
        kind,
        Duration.between(phases.getOrDefault(StartupPhase.ADMITTED, began), clock.instant()),
        run);
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

  void end(End end, BrokerMetrics metrics) {
    metrics.login(end.cause(), method, end.code().isEmpty() ? "none" : end.code());
    var line =
        LOG.atInfo()
            .addKeyValue("connection", id)
            .addKeyValue("cause", end.cause())
            .addKeyValue("took", Duration.between(began, clock.instant()).toMillis() + "ms");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("code", end.code());
    facts.put("why", end.why());
    facts.put("user", user);
    facts.put("session", session);
    facts.put("template", template);
    facts.put("run", run);
    facts.put("kind", kind);
    if (end instanceof End.Refused) {
      facts.put("dialled", unanswered);
    }
    if (end instanceof End.Visited(var farewell)) {
      facts.put("up", Long.toString(farewell.up()));
      facts.put("down", Long.toString(farewell.down()));
    }
    durations().forEach((phase, took) -> facts.put(name(phase), took.toMillis() + "ms"));
    for (var fact : facts.entrySet()) {
      if (!fact.getValue().isEmpty()) {
        line = line.addKeyValue(fact.getKey(), fact.getValue());
      }
    }
    line.log("connection ends");
  }

  private static String name(StartupPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
