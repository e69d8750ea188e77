/**
 * A small cluster in one JVM, for one laptop and for tests: an API server ({@code embedded.api})
 * and one node whose pods are processes ({@code embedded.node}).
 *
 * <p>{@link dev.dormouse.embedded.EmbeddedCluster} starts both. Nothing persists but the volumes.
 * The contract suite in {@code e2e} holds it against a real API server; where the two differ, this
 * one is wrong.
 */
@NullMarked
package dev.dormouse.embedded;

import org.jspecify.annotations.NullMarked;
