/**
 * From asleep to reachable: one virtual thread a session, whose story connections await. What a
 * pod's state means to a person is a pure function here; what is asked of a cluster is an interface
 * here, which {@code broker.cluster} fulfils.
 */
@NullMarked
package dev.dormouse.broker.wake;

import org.jspecify.annotations.NullMarked;
