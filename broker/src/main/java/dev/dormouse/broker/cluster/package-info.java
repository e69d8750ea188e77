/**
 * What Kubernetes says, and what is asked of it: one snapshot kept by watches, claims and patches
 * guarded by resourceVersions, attachments. The one room of the broker that knows fabric8.
 */
@NullMarked
package dev.dormouse.broker.cluster;

import org.jspecify.annotations.NullMarked;
