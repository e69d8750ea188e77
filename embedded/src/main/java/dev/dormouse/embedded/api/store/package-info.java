/**
 * Where the objects are: the kinds that are served, the current objects and recent changes of each,
 * what a write, a delete or a selection means, and the sweep that follows owners and namespaces.
 *
 * <p>Everything here happens on one event loop and waits for nothing. The HTTP room calls it; it
 * knows nothing of HTTP but the codes that a {@link dev.dormouse.embedded.api.store.Refusal
 * refusal} carries. What is particular to one kind is said by its {@link
 * dev.dormouse.embedded.api.store.Rules rules}, which live in a room of their own.
 */
@NullMarked
package dev.dormouse.embedded.api.store;

import org.jspecify.annotations.NullMarked;
