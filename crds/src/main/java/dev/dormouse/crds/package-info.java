/**
 * What a session is: the four resources of {@code dormouse.dev/v1alpha1} as records.
 *
 * <p>The CRD YAML is generated from these classes at build time ({@code crds.build}); what a
 * session stands for in a cluster (pod, claim, Secret) is in {@code crds.objects}. Everyone imports
 * this room; it imports none of ours.
 *
 * <p>A record ignores fields that it doesn't know: a broker must read what a newer one wrote.
 */
@NullMarked
package dev.dormouse.crds;

import org.jspecify.annotations.NullMarked;
