package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Brief;
import dev.dormouse.crds.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a wake: it looks, does what the course says is next, and tells it, until
 * somebody reached the pod or it is sure that nobody will. No step rests on an earlier one of this
 * thread, so others may do any of them.
 */
final class Start {
  private static final Set<Phase> AWAKE = EnumSet.of(Phase.AWAKE);

  /**
   * Between looks when nothing changes, so that deadlines and an API that went away are noticed.
   */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Between asking for a pod that is waited for: pods that end need a second or two. */
  private static final Duration ASK = Duration.ofSeconds(5);

  /** The first wait after a step that changed nothing yet. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** How long a start without trouble takes: whoever takes longer has events worth reading. */
  private static final Duration SMOOTH = Duration.ofMillis(300);

  /** How long the reaper may need to say why a session was put to sleep. */
  private static final Duration UNTOLD = Duration.ofSeconds(5);

  /** For what has to be done even at the deadline. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final Ground ground;
  private final InstantSource clock;
  private final Order order;
  private final Wake wake;
  private final Scribe scribe;
  private final Instant deadline;
  private String following = "";
  private boolean followed;
  private @Nullable PodPlace noted;
  private @Nullable Instant putToSleep;
  private boolean overruled;
  private Instant asked;
  private boolean looked;
  private Chapter chapter = StartupStory.coming("waiting for the cluster");

  Start(Ground ground, InstantSource clock, Order order, Wake wake) {
    this.ground = ground;
    this.clock = clock;
    this.order = order;
    this.wake = wake;
    this.scribe = new Scribe(ground, order);
    this.asked = clock.instant();
    this.deadline = asked.plus(order.startWithin());
  }

  void tell() {
    try {
      go();
    } catch (InterruptedException closing) {
      // The broker is closed; another one finishes this start.
      wake.stands(new Standing.Failed(Refusals.closing(order)));
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      wake.stands(
          new Standing.Failed(
              Refusals.refusal(
                  order,
                  order.template(),
                  Code.INTERNAL,
                  "something broke in Dormouse while it woke "
                      + order.session().name()
                      + ": "
                      + Brief.of(String.valueOf(bug)))));
    } finally {
      ground.leave(order);
      wake.finish();
    }
  }

  private void go() throws InterruptedException {
    Sight sight = ground.sight(order);
    Step last = new Step.Rest();
    Duration pause = FIRST_PAUSE;
    if (sight.entry() instanceof Entry.Some some && some.told().taken()) {
      wake.tell(Brief.of(some.told().why()));
    }
    if (sight.recipe() instanceof Recipe.Ready(_, var words)) {
      String name = order.session().name();
      wake.tell("waking " + name + (words.equals(name) ? "" : " (" + words + ")"));
    }
    while (!over(sight)) {
      Step step = Course.next(order, sight, wake.aim(), following);
      Next next = take(step, sight);
      looked = true;
      if (next == Next.OVER) {
        return;
      }
      if (next == Next.LOOK) {
        sight = ground.after(order, sight, until(LOOK));
        continue;
      }
      // A step was done. What came of it is seen at once, or it is asked for again after a pause.
      pause = step.equals(last) ? pause.multipliedBy(2) : FIRST_PAUSE;
      last = step;
      Sight now = ground.sight(order);
      sight = now.equals(sight) ? ground.after(order, sight, until(min(pause, LOOK))) : now;
    }
  }

  private enum Next {
    /** Look at once: something was done. */
    DONE,
    /** Nothing to do until something changes. */
    LOOK,
    OVER
  }

  private Next take(Step step, Sight sight) throws InterruptedException {
    return switch (step) {
      case Step.Create _ -> begun(Run.id(), sight);
      case Step.Claim(var read) -> claimed(read, Run.id());
      case Step.Replace(var read) -> replaced(read, sight);
      case Step.Mint(var read, var run) -> {
        follow(run);
        yield after(ground.mint(order, read, run, patience()), sight);
      }
      case Step.EndPrevious(var pod) -> {
        wake.tell(previous());
        chapter = StartupStory.coming(previous());
        yield after(ground.endPrevious(order, pod, patience()), sight);
      }
      case Step.Place(var run) -> place(run, sight);
      case Step.Tell(var pod, var some) -> tell(pod, some, sight);
      case Step.Wait(var line, var run) -> {
        wake.stands(new Standing.Underway());
        wake.tell(line);
        chapter = StartupStory.coming(line);
        yield ended(run) ? Next.DONE : Next.LOOK;
      }
      case Step.GiveUp(var why) -> declare(why, sight);
      case Step.Failed(var message) -> {
        wake.stands(new Standing.Failed(Refusals.told(order, sight.recipe().template(), message)));
        yield Next.OVER;
      }
      case Step.Removed _ -> {
        wake.stands(new Standing.Failed(Refusals.removed(order, sight.recipe().template())));
        yield Next.OVER;
      }
      case Step.PutToSleep(var read) -> putToSleep(read, sight.recipe().template());
      case Step.Rest _ -> wake.rests() ? Next.OVER : Next.DONE;
    };
  }

  private Next begun(String run, Sight sight) throws InterruptedException {
    Answer answer = ground.create(order, run, patience());
    if (answer instanceof Answer.Done) {
      follow(run);
    }
    return after(answer, sight);
  }

  private Next claimed(Entry.Some read, String run) throws InterruptedException {
    Answer answer = ground.claim(order, read, run, patience());
    if (answer instanceof Answer.Done) {
      follow(run);
      if (!read.hostKey().isEmpty()) {
        scribe.note(run, new Report.Waking(wake.story().startup()));
      }
    }
    return after(answer, ground.sight(order));
  }

  /**
   * The latest wins: a person over who waits here, and who waits over a reaper that couldn't know
   * of them, once. Who it was is told by the reaper in the moment after.
   */
  private Next putToSleep(Entry.Some read, String template) throws InterruptedException {
    Instant now = clock.instant();
    if (putToSleep == null) {
      putToSleep = now;
    }
    if (!read.over() && now.isBefore(putToSleep.plus(UNTOLD))) {
      return Next.LOOK;
    }
    boolean unneeded = read.over() && read.told().unneeded();
    if (unneeded && !overruled) {
      overruled = true;
      putToSleep = null;
      return claimed(read, Run.id());
    }
    String why = unneeded ? read.told().why() : "";
    wake.stands(new Standing.Failed(Refusals.putToSleep(order, template, why)));
    return Next.OVER;
  }

  /** The watch of pods may be behind that of sessions: so the pod itself is asked for. */
  private Next replaced(Entry.Some read, Sight sight) throws InterruptedException {
    Answer gone = ground.gone(order, read.run(), patience());
    return gone instanceof Answer.Done ? claimed(read, Run.id()) : after(gone, sight);
  }

  private Next place(String run, Sight sight) throws InterruptedException {
    follow(run);
    Answer answer = ground.place(order, run, patience());
    if (answer instanceof Answer.Done) {
      wake.mark(StartupPhase.CREATED);
      scribe.note(run, new Report.Waking(wake.story().startup()));
    }
    return after(answer, sight);
  }

  /** Now and then the pod that is waited for is asked for: its end may be told late, or never. */
  private boolean ended(String run) throws InterruptedException {
    if (run.isEmpty() || clock.instant().isBefore(asked.plus(ASK))) {
      return false;
    }
    asked = clock.instant();
    return ground.gone(order, run, patience()) instanceof Answer.Done;
  }

  /** From here on this run's end is this wake's end. */
  private void follow(String run) {
    if (!run.equals(following)) {
      following = run;
      followed = false;
      wake.stands(new Standing.Underway());
    }
    wake.mark(StartupPhase.CLAIMED);
  }

  private Next tell(PodSeen pod, Entry.Some some, Sight sight) throws InterruptedException {
    follow(some.run());
    wake.mark(StartupPhase.CREATED);
    if (!pod.node().isEmpty()) {
      wake.mark(StartupPhase.SCHEDULED);
    }
    chapter = StartupStory.of(pod);
    return switch (chapter) {
      case Chapter.Coming coming -> {
        wake.stands(new Standing.Underway());
        wake.tell(coming.line());
        yield followed ? Next.LOOK : listen(pod, sight);
      }
      case Chapter.There(var line) -> {
        wake.stands(new Standing.Reachable(pod.place(), some.run(), some.hostKey()));
        wake.tell(line);
        if (!line.isEmpty()) {
          yield followed ? Next.LOOK : listen(pod, sight);
        }
        wake.mark(StartupPhase.STARTED);
        if (!pod.place().equals(noted)) {
          noted = pod.place();
          scribe.awake(some.run(), wake);
        }
        yield Next.LOOK;
      }
      case Chapter.Broken _ when !looked && some.told().is(some.run(), AWAKE) ->
          // It was awake and broke since: that run is over, and its end is no news of this start.
          claimed(some, Run.id());
      case Chapter.Broken(var code, var why, var lastWords) -> {
        String words = lastWords ? ground.lastWords(order, pod) : "";
        String whole = words.isEmpty() ? why : why + "; its last words: " + Brief.of(words);
        yield declare(Refusals.cantStart(order, sight.recipe().template(), code, whole), sight);
      }
    };
  }

  /** Events cost a watch: only a start that takes its time has one. */
  private Next listen(PodSeen pod, Sight sight) throws InterruptedException {
    if (ground.after(order, sight, SMOOTH).equals(sight)) {
      followed = true;
      ground.follow(order, pod);
      return Next.DONE;
    }
    return Next.DONE;
  }

  private Next after(Answer answer, Sight sight) throws InterruptedException {
    String template = sight.recipe().template();
    return switch (answer) {
      case Answer.Done _, Answer.Overtaken _ -> Next.DONE;
      case Answer.Later(var line) -> {
        wake.tell(line);
        chapter = StartupStory.coming(line);
        yield Next.DONE;
      }
      case Answer.Refused(var code, var why) ->
          declare(Refusals.cantStart(order, template, code, why), sight);
      case Answer.Away(var why) -> {
        wake.stands(new Standing.Failed(Refusals.outage(order, template, why)));
        yield Next.OVER;
      }
    };
  }

  /** Writes the failure down, ends the pod, tells it: so whoever comes next begins anew. */
  private Next declare(Refusal why, Sight sight) throws InterruptedException {
    if (!following.isEmpty() && !ground.away()) {
      scribe.declare(following, why.headline());
      PodSeen pod = sight.pod(following).orElse(null);
      if (pod != null && !pod.leaving()) {
        ground.endFailed(order, pod, LAST_WORDS);
      }
    }
    wake.stands(new Standing.Failed(why));
    return Next.OVER;
  }

  private boolean over(Sight sight) throws InterruptedException {
    String template = sight.recipe().template();
    if (wake.has(StartupPhase.LISTENING)) {
      scribe.last(following, wake);
      return true;
    }
    if (ground.away() && !(wake.story().standing() instanceof Standing.Reachable)) {
      wake.stands(
          new Standing.Failed(
              Refusals.outage(order, template, "nothing was heard of it for a while")));
      return true;
    }
    if (clock.instant().isBefore(deadline)) {
      return false;
    }
    switch (chapter) {
      case Chapter.Coming(_, var code, var waiting) ->
          declare(Refusals.late(order, template, code, waiting), sight);
      case Chapter.Broken(var code, var why, _) ->
          declare(Refusals.cantStart(order, template, code, why), sight);
      case Chapter.There _ ->
      // Nobody has dialled it, or it answers nobody: those who dial know which.
      {}
    }
    return true;
  }

  private String previous() {
    return "waiting for the previous " + order.session().name() + " to end";
  }

  private Duration patience() {
    return until(order.startWithin());
  }

  /** This long, but not beyond the deadline. */
  private Duration until(Duration most) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : min(left, most);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
