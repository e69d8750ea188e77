package dev.dormouse.reaper.mind;

/** What has to be done. Each may be tried again, and each is refused when it comes too late. */
public sealed interface Deed {
  /**
   * Wants it asleep, if nothing has changed since the look; then ends its pod.
   *
   * @param onlyWithoutPod decided because no pod was seen: to be held against the cluster first
   */
  record PutToSleep(Cause cause, String why, boolean onlyWithoutPod) implements Deed {}

  /** A broker that was killed has no connections. */
  record EndAttachment(String broker) implements Deed {}

  /** Ends a pod that no run needs any more. */
  record EndPod(PodSeen pod) implements Deed {}

  /** Says that the start failed, and ends what there is of it. */
  record DeclareFailed(String why) implements Deed {}

  /**
   * Deletes the session, if nothing has changed since the look.
   *
   * @param withHome and its home, with every file in it
   */
  record Forget(Cause cause, boolean withHome) implements Deed {}

  /** Somebody thought better of it: the home shall not go with the session. */
  record Unmark() implements Deed {}

  /** It is being deleted, and its home shall go with it. */
  record DeleteHome() implements Deed {}
}
