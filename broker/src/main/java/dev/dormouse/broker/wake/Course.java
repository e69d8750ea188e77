package dev.dormouse.broker.wake;

import dev.dormouse.broker.refusal.Code;
import dev.dormouse.crds.Wanted;
import java.util.List;
import java.util.Optional;

/**
 * From what is seen to what is next. Each broker asks this of each sight anew, so that it doesn't
 * matter who did the step before: a start that was left half-way is finished by the same answers.
 */
final class Course {
  private Course() {}

  /**
   * What to do next.
   *
   * @param aim why it shall be awake
   * @param following the run that this wake has been telling of; empty before it knows one
   */
  static Step next(Order order, Sight sight, Aim aim, String following) {
    return switch (sight.entry()) {
      case Entry.None _ when aim == Aim.FINISH -> REST;
      case Entry.None _ when !following.isEmpty() -> new Step.Removed();
      case Entry.None _ -> unlessMissing(order, sight, new Step.Create());
      case Entry.Some some when some.leaving() && some.run().equals(following) ->
          new Step.Removed();
      case Entry.Some some when some.leaving() ->
          new Step.Wait(
              "waiting for the previous " + order.session().name() + " to be removed", "");
      case Entry.Some some -> of(order, sight, some, aim, following);
    };
  }

  /** Whether a start was begun and nobody is seen to go on with it. */
  static boolean unfinished(Sight sight) {
    return sight.entry() instanceof Entry.Some some
        && !some.leaving()
        && some.wanted() == Wanted.AWAKE
        && !some.failed()
        && !some.wasAwake()
        && sight.pod(some.run()).isEmpty();
  }

  private static final Step REST = new Step.Rest();

  private static Step of(Order order, Sight sight, Entry.Some some, Aim aim, String following) {
    Step.Claim claim = new Step.Claim(some);
    if (some.wanted() == Wanted.ASLEEP) {
      return aim == Aim.FINISH
          ? REST
          : following.isEmpty() ? unlessMissing(order, sight, claim) : new Step.PutToSleep(some);
    }
    String run = some.run();
    Optional<PodSeen> pod = sight.pod(run);
    boolean followed = run.equals(following);
    if (some.failed()) {
      return followed
          ? new Step.Failed(some.told().message())
          : aim == Aim.LOGIN ? unlessMissing(order, sight, claim) : REST;
    }
    if (run.isEmpty() || (!followed && some.over() && pod.isEmpty())) {
      return unlessMissing(order, sight, claim);
    }
    if (pod.isPresent()) {
      return withPod(order, sight, some, pod.get(), aim, followed);
    }
    if (some.wasAwake()) {
      // It was taken away. Nobody starts it again but who needs it, and then as another run.
      return aim == Aim.LOGIN ? unlessMissing(order, sight, new Step.Replace(some)) : REST;
    }
    List<PodSeen> others = sight.othersThan(run);
    if (!others.isEmpty()) {
      PodSeen other = others.getFirst();
      return other.leaving() ? previous(order, other) : new Step.EndPrevious(other);
    }
    return unlessMissing(
        order, sight, some.hostKey().isEmpty() ? new Step.Mint(some, run) : new Step.Place(run));
  }

  private static Step withPod(
      Order order, Sight sight, Entry.Some some, PodSeen pod, Aim aim, boolean followed) {
    if (pod.leaving()) {
      return previous(order, pod);
    }
    if (pod.over() && !followed) {
      return aim == Aim.LOGIN ? unlessMissing(order, sight, new Step.Claim(some)) : REST;
    }
    return sight.othersThan(some.run()).stream()
        .filter(other -> !other.leaving())
        .findFirst()
        .<Step>map(Step.EndPrevious::new)
        .orElse(new Step.Tell(pod, some));
  }

  private static Step previous(Order order, PodSeen pod) {
    return new Step.Wait(
        "waiting for the previous " + order.session().name() + " to end", pod.run());
  }

  /** Nothing is begun that has nothing to be made from. */
  private static Step unlessMissing(Order order, Sight sight, Step step) {
    return switch (sight.recipe()) {
      case Recipe.Ready _ -> step;
      case Recipe.Missing(var template, var why) ->
          new Step.GiveUp(Refusals.cantStart(order, template, Code.TEMPLATE, why));
    };
  }
}
