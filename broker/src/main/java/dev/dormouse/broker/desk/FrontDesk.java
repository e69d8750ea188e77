package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.State;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.broker.ssh.Desk;
import dev.dormouse.crds.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers whoever logs in by the bare name, and wakes nothing unless that is asked for. */
public final class FrontDesk implements Desk {
  private final String user;
  private final Supplier<House> house;
  private final Changes changes;
  private final WakeUpCall wakeUpCall;
  private final InstantSource clock;

  public FrontDesk(
      String user,
      Supplier<House> house,
      Register register,
      WakeUpCall wakeUpCall,
      InstantSource clock) {
    this.user = user;
    this.house = house;
    this.changes = new Changes(register);
    this.wakeUpCall = wakeUpCall;
    this.clock = clock;
  }

  @Override
  public int answer(String command, boolean terminal, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    var reply = reply(Grammar.read(user, command));
    // A terminal that nobody looks after wants its lines ended as a typewriter does.
    var text = terminal ? reply.text().replace("\n", "\r\n") : reply.text();
    var to = reply.good() ? out : err;
    to.write(text.getBytes(StandardCharsets.UTF_8));
    to.flush();
    return reply.exit();
  }

  @Override
  public Refusal forwardsNothing() {
    return new Refusal(
        Code.DENIED,
        "nothing is forwarded from the desk: log in to a session, %s-NAME@host".formatted(user),
        "what there is: ssh %s@host".formatted(user));
  }

  /**
   * Answers somebody who is in a session, of that session.
   *
   * @param words what they wish, as it came
   */
  public Reply wish(String session, String words) throws InterruptedException {
    return switch (Wish.read(user, session, words)) {
      case Wish.Command(var command) -> reply(Grammar.read(user, command));
      case Wish.Known(var answer) -> answer;
    };
  }

  private Reply reply(Asked asked) throws InterruptedException {
    var now = clock.instant();
    return switch (asked) {
      case Asked.Misread(var why) -> Reply.no(why);
      case Asked.NoVerb(var word) -> Reply.no(Help.noVerb(has(), word)).and("\n" + Help.of(user));
      case Verb.Help() -> Reply.done(Help.of(user));
      case Verb.Page(var json) -> Reply.done(json ? Json.listing(has(), now) : Page.of(has(), now));
      case Verb.Why(var session, var json) -> why(session, json);
      case Verb.Keep keep ->
          change(
              "keep", keep.session(), keep.json(), it -> Keep.decide(has(), it, keep.span(), now));
      case Verb.KeepNoMore(var session, var json) ->
          change("keep", session, json, it -> Keep.decideOff(it, now));
      case Verb.Stop(var session, var json) ->
          change("stop", session, json, it -> Stop.decide(has(), it));
      case Verb.Start(var session, var anew, var json) ->
          anew ? startAnew(session, json) : start(session, json);
      case Verb.Remove remove ->
          change("rm", remove.session(), remove.json(), it -> Remove.decide(has(), it, remove));
    };
  }

  private Reply why(String name, boolean json) {
    var now = clock.instant();
    return has()
        .session(name)
        .map(
            it ->
                Reply.done(
                    json
                        ? Json.outcome(has(), it, "nothing", "", now)
                        : WhyPage.of(has(), it, now)))
        .orElseGet(() -> Reply.no(has().none("why", name)));
  }

  private Reply change(String verb, String name, boolean json, Function<Owned, Verdict> decide)
      throws InterruptedException {
    return switch (changes.make(user, name, decide)) {
      case Changes.Outcome.Absent() -> Reply.no(has().none(verb, name));
      case Changes.Outcome.Refused(var why) -> Reply.no(why);
      case Changes.Outcome.Is(var now, Verdict.Do(_, var did, var said)) ->
          done(now, did, said, json);
      case Changes.Outcome.Is(var now, Verdict.Already(var said)) ->
          done(now, "nothing", said, json);
      case Changes.Outcome.Is(_, Verdict.Refuse(var why)) -> Reply.no(why);
    };
  }

  private Reply startAnew(String name, boolean json) throws InterruptedException {
    var not = changes.renew(user, name);
    return not.isPresent() ? Reply.no(not.get()) : start(name, json);
  }

  private Reply start(String name, boolean json) throws InterruptedException {
    var before = has().session(name).map(Owned::state).orElse(State.ASLEEP);
    return switch (wakeUpCall.order(name)) {
      case WakeUpCall.Ordered.No(var why) -> Reply.no(Start.no(has(), name, why));
      case WakeUpCall.Ordered.Awake() ->
          done(Start.as(Phase.AWAKE, has(), name), "nothing", name + " is awake already", json);
      case WakeUpCall.Ordered.Waking() -> {
        var waking = Start.as(Phase.WAKING, has(), name);
        yield before == State.WAKING
            ? done(waking, "nothing", name + " is waking already", json)
            : done(waking, "started", Start.said(has(), name), json);
      }
    };
  }

  private Reply done(Owned now, String did, String said, boolean json) {
    return Reply.done(json ? Json.outcome(has(), now, did, said, clock.instant()) : said + "\n");
  }

  private Belongings has() {
    return new Belongings(user, house.get());
  }
}
