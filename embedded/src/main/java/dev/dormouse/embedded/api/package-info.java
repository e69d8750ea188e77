/**
 * The API server of the embedded cluster, as HTTP: who may come in, which path is which resource,
 * and how answers, tables, watches and logs are written.
 *
 * <p>Whoever starts a cluster calls {@link dev.dormouse.embedded.api.ApiServer}; everybody else
 * talks to it as to any cluster, through its kubeconfig. All of it runs on one event loop of its
 * own, so nothing here is locked and nothing may wait. What the objects are and what happens to
 * them is the matter of {@code store}, {@code rules}, {@code patch} and {@code table}.
 */
@NullMarked
package dev.dormouse.embedded.api;

import org.jspecify.annotations.NullMarked;
