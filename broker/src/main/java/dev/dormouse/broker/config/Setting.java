package dev.dormouse.broker.config;

import dev.dormouse.metrics.audit.Destination;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be set: its key in the file, what it means, its default and its bounds. */
enum Setting {
  LISTEN(
      "listen",
      "Where people's ssh comes in.",
      "0.0.0.0:2222",
      "HOST:PORT; 0.0.0.0 or [::] is every address, port 0 any free one"),
  OPERATIONS(
      "operations",
      "Where /livez, /readyz and /metrics are: for the cluster and its Prometheus, not for people.",
      "0.0.0.0:9464",
      "HOST:PORT; port 0 is any free one"),
  ID(
      "id",
      "What this broker calls itself in the sessions' status. No two that share a cluster may call"
          + " themselves the same.",
      "the host's name",
      "1 to 63 of a-z, 0-9, dots and hyphens; the first and the last a letter or a digit"),
  KUBECONFIG(
      "kubeconfig",
      "The file that says which cluster, and who we are there.",
      "KUBECONFIG, ~/.kube/config, or the service account when it runs in a pod",
      "a file that can be read"),
  NAMESPACE(
      "namespace",
      "Where the SessionUsers, SessionTemplates and Flavors are.",
      "dormouse",
      "a namespace's name: 1 to 63 of a-z, 0-9 and hyphens"),
  USER_NAMESPACES(
      "userNamespaces",
      "What the names of the users' own namespaces begin with: alice's sessions are in"
          + " dormouse-alice.",
      "dormouse-",
      "1 to 31 of a-z, 0-9 and hyphens, a letter or a digit first; the namespace above can't begin"
          + " with it"),
  HOST_KEYS(
      "hostKeys",
      "Files of the private keys by which people know this host. All brokers behind one address"
          + " have the same.",
      "",
      "at least one file that nobody else can read"),
  USER_CA(
      "userCa",
      "File of the private key that signs the certificates of minutes with which the broker logs in"
          + " to sessions. All brokers of a cluster have the same.",
      "",
      "a file that nobody else can read"),
  TRUSTED_USER_CAS(
      "trustedUserCas",
      "Files of the public keys of certificate authorities whose OpenSSH user certificates may log"
          + " in.",
      "none",
      "files as ssh-keygen writes them (.pub)"),
  BUNDLE(
      "bundle",
      "The image of the bundle: the sshd, and all that it needs, which Dormouse brings into"
          + " sessions. Without it each session's image has to have its own.",
      "none",
      "a reference without blanks, like registry.example/dormouse-bundle:1"),
  BUNDLE_BY(
      "bundleBy",
      "How the bundle comes into a session: mounted as an image volume, or copied at each start,"
          + " which takes half a second longer and works on any cluster. auto mounts it from"
          + " Kubernetes 1.35 on, and copies it on an older one.",
      "auto",
      "auto, image-volume or copy"),
  PROXY_PROTOCOL(
      "proxyProtocol",
      "The load balancers' networks: a connection from there has to begin with whom it brings, in"
          + " the PROXY protocol's version 1 or 2. Where it comes from else, that isn't believed.",
      "none",
      "networks like 10.0.0.0/8 or fd00::/8, all bits behind the first so many zero"),
  DRAIN_FOR(
      "drainFor",
      "How long open connections may stay once the broker was told to end (SIGTERM).",
      "10m",
      "a duration like 45s, 10m or 1h30m, from 0s (at once) to 24h"),
  HELLO_WITHIN(
      "helloWithin",
      "How long a client may take from its connect until its key is verified. It doesn't count how"
          + " long a session wakes.",
      "2m",
      "a duration like 45s, 2m or 1h, from 1s to 1h"),
  AUDIT(
      "audit",
      "Where a line of JSON goes for each login, refusal, start, command, forward and end:"
          + " docs/audit.md. It is nothing of the log, which is on stderr.",
      "none",
      Destination.BOUNDS),
  OLD_CIPHERS(
      "oldCiphers",
      "Whether AES-CTR and ChaCha20 are offered too, to clients that know no AES-GCM. They cost the"
          + " broker far more.",
      "false",
      "true or false");

  private final String key;
  private final String meaning;
  private final String standard;
  private final String bounds;

  Setting(String key, String meaning, String standard, String bounds) {
    this.key = key;
    this.meaning = meaning;
    this.standard = standard;
    this.bounds = bounds;
  }

  static Optional<Setting> called(String key) {
    return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
  }

  String key() {
    return key;
  }

  /** One or two sentences. */
  String meaning() {
    return meaning;
  }

  /** What holds when nothing is given: a value, or words for what can't be one; else it is "". */
  String standard() {
    return standard;
  }

  /** What can be given, in words. */
  String bounds() {
    return bounds;
  }

  /** {@code DORMOUSE_USER_CA}. */
  String variable() {
    return "DORMOUSE_" + name().toUpperCase(Locale.ROOT);
  }

  /** Whether it takes several values: a list in the file, commas in the environment. */
  boolean isList() {
    return switch (this) {
      case HOST_KEYS, TRUSTED_USER_CAS, PROXY_PROTOCOL -> true;
      case LISTEN,
          OPERATIONS,
          ID,
          KUBECONFIG,
          NAMESPACE,
          USER_NAMESPACES,
          USER_CA,
          BUNDLE,
          BUNDLE_BY,
          DRAIN_FOR,
          HELLO_WITHIN,
          AUDIT,
          OLD_CIPHERS ->
          false;
    };
  }
}
