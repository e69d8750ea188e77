package dev.dormouse.reaper.hands;

/**
 * Which cluster, and what in it.
 *
 * @param kubeconfig a file, or empty: as kubectl finds it
 * @param namespace where users, templates, flavors and leases are
 * @param userNamespaces what the names of the users' own namespaces begin with
 * @param id of this reaper among others
 */
public record ReaperOptions(
    String kubeconfig, String namespace, String userNamespaces, String id) {}
