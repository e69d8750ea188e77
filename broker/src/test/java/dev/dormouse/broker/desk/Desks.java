package dev.dormouse.broker.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Particulars;
import dev.dormouse.broker.login.Template;
import dev.dormouse.broker.login.User;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Phase;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.SessionUserSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A desk before a small house, at half past five in the afternoon, with a register of paper. */
final class Desks implements Register {
  static final Instant NOW = Instant.parse("2026-11-21T17:30:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Change> changes = new ArrayList<>();
  final List<String> orders = new ArrayList<>();
  final List<String> renewed = new ArrayList<>();
  private final Map<String, Owned> sessions = new LinkedHashMap<>();
  private final Map<String, Template> templates = new LinkedHashMap<>();
  private WakeUpCall.Ordered ordered = new WakeUpCall.Ordered.Waking();
  private int overtaken;
  private boolean away;

  record Said(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  Desks has(Owned... owned) {
    Arrays.stream(owned).forEach(it -> sessions.put(it.name(), it));
    return this;
  }

  /** A template; {@code more} is JSON that goes on after its image. */
  Desks template(String name, String more) throws IOException {
    var spec = JSON.readValue("{\"image\": \"debian:13\"" + more + "}", SessionTemplateSpec.class);
    templates.put(name, new Template(name, spec, ""));
    return this;
  }

  Desks orders(WakeUpCall.Ordered answer) {
    ordered = answer;
    return this;
  }

  Desks overtaken(int times) {
    overtaken = times;
    return this;
  }

  Desks away() {
    away = true;
    return this;
  }

  Said ask(String command) throws IOException, InterruptedException {
    return ask(command, false);
  }

  Said ask(String command, boolean terminal) throws IOException, InterruptedException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        new FrontDesk("alice", this::house, this, this::order, () -> NOW)
            .answer(command, terminal, out, err);
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private WakeUpCall.Ordered order(String session) {
    orders.add(session);
    return ordered;
  }

  private House house() {
    try {
      return new House(
          Map.of("alice", User.of("alice", JSON.readValue("{}", SessionUserSpec.class))),
          templates,
          sessions.values().stream().collect(Collectors.groupingBy(Owned::owner)));
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public Read read(String owner, String session) {
    if (away) {
      return new Read.Away("connection refused");
    }
    var found = sessions.get(session);
    return found == null || !found.owner().equals(owner)
        ? new Read.Absent()
        : new Read.Found(found, "uid", "1");
  }

  @Override
  public Written write(Read.Found read, Change change) {
    if (overtaken > 0) {
      overtaken--;
      return new Written.Overtaken();
    }
    changes.add(change);
    var one = read.session();
    return new Written.Done(
        switch (change) {
          case Change.KeepUntil(var until) ->
              one(one.name(), one.phase(), one.awake(), it -> it.keptUntil = until);
          case Change.KeepNoMore() -> one(one.name(), one.phase(), one.awake(), it -> {});
          case Change.Sleep() -> one(one.name(), one.phase(), false, it -> {});
          case Change.Remove _ -> one.leaving();
        });
  }

  @Override
  public Renewed renew(String owner, String session) {
    if (overtaken > 0) {
      overtaken--;
      return new Renewed.Overtaken();
    }
    renewed.add(session);
    return away ? new Renewed.Away("connection refused") : new Renewed.Done();
  }

  static WakeUpCall.Ordered limit() {
    return new WakeUpCall.Ordered.No(
        new Refusal(Code.LIMIT, "you already have 1 of 1 sessions awake: work", "use it"));
  }

  /** What a test wants told of a session. */
  static final class Told {
    String template = "debian";
    String message = "";
    int open;
    @Nullable Instant since;
    @Nullable Instant sleepsAt;
    @Nullable Instant idleSince;
    @Nullable Instant keptUntil;
    @Nullable Instant countedTo;
    String why = "";
    long used;
    long saved;
    List<String> notes = List.of();
  }

  /** Tells it. */
  interface Telling {
    void of(Told told);
  }

  static Owned one(String name, Phase phase, boolean awake, Telling telling) {
    var told = new Told();
    telling.of(told);
    return new Owned(
        "alice",
        name,
        told.template,
        phase,
        awake,
        told.message,
        new Particulars(
            told.template + ", 2 cpu",
            false,
            told.open,
            told.since,
            told.sleepsAt,
            told.idleSince,
            told.keptUntil,
            told.why,
            told.used,
            told.saved,
            told.countedTo,
            told.notes));
  }

  static Owned awake(String name, Telling telling) {
    return one(name, Phase.AWAKE, true, telling);
  }

  static Owned asleep(String name, Telling telling) {
    return one(name, Phase.ASLEEP, false, telling);
  }

  static Owned awake(String name) {
    return awake(name, _ -> {});
  }

  static Owned asleep(String name) {
    return asleep(name, _ -> {});
  }
}
