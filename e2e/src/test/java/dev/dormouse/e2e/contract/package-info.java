/**
 * What Dormouse relies on in a cluster, one class for each area.
 *
 * <p>Every case passes on Kubernetes itself; where the embedded cluster fails one, embedded is
 * wrong. What only Kubernetes does (CEL, quotas, RBAC, admission) is in {@code contract.real}.
 */
@NullMarked
package dev.dormouse.e2e.contract;

import org.jspecify.annotations.NullMarked;
