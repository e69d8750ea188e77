package dev.dormouse.broker;

import dev.dormouse.broker.login.Admission;
import dev.dormouse.broker.login.Login;
import dev.dormouse.broker.login.Proof;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.relay.Asked;
import dev.dormouse.broker.relay.ChannelKind;
import dev.dormouse.broker.ssh.Desk;
import dev.dormouse.broker.ssh.Guest;
import dev.dormouse.metrics.BrokerMetrics;
import dev.dormouse.metrics.audit.Audit;
import dev.dormouse.metrics.audit.Entry;
import dev.dormouse.metrics.audit.Event;
import dev.dormouse.metrics.audit.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What the audit is told of one connection. Nothing here waits. */
final class Trail {
  /** Of a desk's command: no verb is nearly as long. */
  private static final int LONGEST = 4 << 10;

  private static final int BROKEN = 255;

  /** What scp and sftp ask for: the desk has an answer to that. */
  private static final String FILES = "sftp";

  private final long id;
  private final Audit audit;
  private final BrokerMetrics metrics;
  private final Guest guest;
  private final Facts facts;
  private boolean loggedIn;

  Trail(long id, Rooms rooms, Guest guest, Facts facts) {
    this.id = id;
    this.audit = rooms.audit();
    this.metrics = rooms.metrics();
    this.guest = guest;
    this.facts = facts;
  }

  /** They are let in, to wait or to be served. */
  void login(Admission admitted) {
    loggedIn = true;
    var entry = proven(known(Event.LOGIN)).with(Field.CLIENT, guest.client());
    if (admitted instanceof Admission.To to) {
      entry = entry.with(Field.TEMPLATE, to.template().name());
    }
    if (guest.proof() instanceof Proof.ByCertificate certificate) {
      entry =
          entry
              .with(Field.SERIAL, Long.toUnsignedString(certificate.serial()))
              .with(Field.AUTHORITY, certificate.authority().fingerprint());
    }
    audit.tell(entry);
  }

  /** They are told no. */
  void refused(Refusal why) {
    audit.tell(refusal(known(Event.REFUSAL), why));
  }

  /** They are told no about a session that they only named. */
  void refused(String session, Refusal why) {
    audit.tell(refusal(known(Event.REFUSAL).with(Field.SESSION, session), why));
  }

  private Entry refusal(Entry entry, Refusal why) {
    return because(proven(entry), why);
  }

  private static Entry because(Entry entry, Refusal why) {
    return entry.with(Field.CODE, why.code().toString()).with(Field.WHY, why.sentence());
  }

  /** A connection that is refused before it is one of the broker's. */
  static Entry refusal(Guest guest, Refusal why) {
    return because(
        proven(Entry.of(Event.REFUSAL).with(Field.FROM, written(guest.from())), guest), why);
  }

  /** They asked for it; on the event loop. */
  void asked(Asked asked) {
    if (asked instanceof Asked.Channel(var kind, _)) {
      metrics.channelOpened(kind.label());
    }
    wished(asked).ifPresent(audit::tell);
  }

  /** They asked the desk for what only a session has; on the event loop. */
  void denied(Asked asked, Refusal why) {
    boolean answered =
        switch (asked) {
          case Asked.Shell _, Asked.Command _ -> true;
          case Asked.Subsystem(var name) -> name.text().equals(FILES);
          case Asked.Listening _, Asked.Channel _ -> false;
        };
    // What the desk answers is told with the answer.
    if (!answered) {
      wished(asked).ifPresent(wish -> audit.tell(because(wish, why)));
    }
  }

  /** Nothing of a channel for a shell or a command: what is asked for in it is told. */
  private Optional<Entry> wished(Asked asked) {
    return switch (asked) {
      case Asked.Shell() -> Optional.of(known(Event.SHELL));
      case Asked.Command(var line) ->
          Optional.of(cut(known(Event.EXEC).with(Field.COMMAND, line.text()), line.whole()));
      case Asked.Subsystem(var name) ->
          Optional.of(cut(known(Event.SUBSYSTEM).with(Field.SUBSYSTEM, name.text()), name.whole()));
      case Asked.Listening(var kind, var target) ->
          Optional.of(towards(known(Event.LISTEN), kind, target));
      case Asked.Channel(var kind, _) when kind == ChannelKind.SESSION -> Optional.empty();
      case Asked.Channel(var kind, var target) ->
          Optional.of(towards(known(Event.FORWARD), kind.label(), target));
    };
  }

  /** The same desk, whose answers are told. */
  Desk over(Desk desk) {
    return new Desk() {
      @Override
      public int answer(String command, boolean terminal, OutputStream out, OutputStream err)
          throws IOException, InterruptedException {
        // Told when it is done, whether they wait for the answer or not.
        var said = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        int exit = BROKEN;
        try {
          exit = desk.answer(command, terminal, said, complained);
        } finally {
          answered(command, exit);
        }
        said.writeTo(out);
        out.flush();
        complained.writeTo(err);
        err.flush();
        return exit;
      }

      @Override
      public Refusal forwardsNothing() {
        return desk.forwardsNothing();
      }
    };
  }

  /** The desk has answered, at the bare name or to somebody in a session. */
  void answered(String command, int exit) {
    boolean isLong = command.length() > LONGEST;
    audit.tell(
        cut(
            known(Event.DESK).with(Field.COMMAND, shortened(command)).with(Field.EXIT, exit),
            isLong ? command.length() : 0));
  }

  /** It is over. */
  void ended(End end) {
    if (!loggedIn) {
      return;
    }
    var entry =
        known(Event.END)
            .with(Field.CAUSE, end.cause())
            .with(Field.CODE, end.code())
            .with(Field.WHY, end.why());
    audit.tell(
        end instanceof End.Visited(var farewell)
            ? entry.with(Field.UP, farewell.up()).with(Field.DOWN, farewell.down())
            : entry);
  }

  private Entry known(Event event) {
    return Entry.of(event)
        .with(Field.CONNECTION, id)
        .with(Field.FROM, written(guest.from()))
        .with(Field.USER, facts.user())
        .with(Field.SESSION, facts.session())
        .with(Field.RUN, facts.run());
  }

  private Entry proven(Entry entry) {
    return proven(entry, guest);
  }

  private static Entry proven(Entry entry, Guest guest) {
    var shown =
        entry
            .with(Field.LOGIN, Login.shown(guest.login()))
            .with(Field.KEY, guest.proof().key().fingerprint());
    return guest.proof() instanceof Proof.ByCertificate certificate
        ? shown.with(Field.CERTIFICATE, shortened(certificate.id()))
        : shown;
  }

  private static Entry towards(Entry entry, String kind, Asked.Said target) {
    return cut(entry.with(Field.KIND, kind).with(Field.TARGET, target.text()), target.whole());
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static Entry cut(Entry entry, long whole) {
    return whole > 0 ? entry.with(Field.CUT, whole) : entry;
  }

  /** {@code 203.0.113.9:51112}, {@code [2001:db8::7]:51112}. */
  static String written(InetSocketAddress from) {
    var host =
        from.getAddress() == null ? from.getHostString() : from.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + from.getPort();
  }
}
