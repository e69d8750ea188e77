/**
 * The hands: they look at the cluster, ask the mind, and do what it says. Everything that is
 * written is guarded by the resourceVersion or the uid that was looked at, so a late hand is a
 * still one. fabric8 and the Operator SDK live here.
 */
@NullMarked
package dev.dormouse.reaper.hands;

import org.jspecify.annotations.NullMarked;
