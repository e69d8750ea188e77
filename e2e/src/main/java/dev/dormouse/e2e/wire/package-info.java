/**
 * The API server as it speaks on the wire: {@code Api} makes calls, {@code Resources} is one
 * collection of objects, {@code Watching} one watch, {@code Refusal} a Status taken apart.
 *
 * <p>Nothing here retries, caches or types an answer: a contract is about the bytes. May import the
 * JDK, Jackson, and fabric8 for reading kubeconfigs and YAML.
 */
@NullMarked
package dev.dormouse.e2e.wire;

import org.jspecify.annotations.NullMarked;
