/**
 * What Dormouse relies on and only Kubernetes itself does: CEL rules, quotas, limit ranges, RBAC,
 * Pod Security. These cases aren't part of a run on the embedded cluster.
 */
@NullMarked
package dev.dormouse.e2e.contract.real;

import org.jspecify.annotations.NullMarked;
