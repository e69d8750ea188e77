/**
 * The objects that a session stands for in a cluster, as pure functions of the resources: its pod,
 * its home's claim, the Secret of its host key, and how all of them are named and labelled.
 *
 * <p>Called by whoever makes these objects or looks for them; does no I/O and reads no clock.
 */
@NullMarked
package dev.dormouse.crds.objects;

import org.jspecify.annotations.NullMarked;
