package dev.dormouse.broker.config;

import dev.dormouse.broker.net.Network;
import dev.dormouse.crds.objects.BundleWish;
import dev.dormouse.metrics.audit.Destination;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that can be set about a broker. What each one means, its default and its bounds are said by
 * {@link Setting}, which the file, the environment, {@code --print-config} and docs/operator.md
 * share.
 *
 * @param listen where people's ssh comes in
 * @param operations where /livez, /readyz and /metrics are
 * @param id the broker's key in {@code status.attachments} of the sessions
 * @param kubeconfig how the cluster is found
 * @param namespace where users, templates and flavors are
 * @param userNamespaces what the names of the users' own namespaces begin with
 * @param hostKeys files of the private keys by which people know this host; at least one
 * @param userCa file of the private key that signs the certificates which pods accept
 * @param trustedUserCas files of public keys whose certificates may log in
 * @param bundle what is brought into sessions, so that their images need no sshd
 * @param proxyProtocol where those are who say first whom they bring
 * @param drainFor how long open connections may stay once the broker was told to end
 * @param helloWithin how long a client may take from its connect to a verified key
 * @param audit where it is told who came and what they asked for
 * @param oldCiphers whether ciphers for clients without AES-GCM are offered too
 */
public record BrokerConfig(
    InetSocketAddress listen,
    InetSocketAddress operations,
    String id,
    Kubeconfig kubeconfig,
    String namespace,
    String userNamespaces,
    List<Path> hostKeys,
    Path userCa,
    List<Path> trustedUserCas,
    BundleWish bundle,
    List<Network> proxyProtocol,
    Duration drainFor,
    Duration helloWithin,
    Destination audit,
    boolean oldCiphers) {

  /** How the cluster is found. */
  public sealed interface Kubeconfig {
    /** As kubectl finds it: KUBECONFIG, ~/.kube/config, or the service account of a pod. */
    record Usual() implements Kubeconfig {}

    /** By this file. */
    record In(Path file) implements Kubeconfig {}
  }

  public BrokerConfig {
    hostKeys = List.copyOf(hostKeys);
    trustedUserCas = List.copyOf(trustedUserCas);
    proxyProtocol = List.copyOf(proxyProtocol);
    if (hostKeys.isEmpty()) {
      throw new IllegalArgumentException("a broker without a host key");
    }
  }

  /**
   * From a YAML file, over which the environment wins.
   *
   * @throws BadConfig when something in them can't be; says what, and what would be right
   */
  public static BrokerConfig read(Path file, Map<String, String> environment) throws BadConfig {
    return of(ConfigFile.read(file).with(environment), environment);
  }

  /** From the environment alone. */
  public static BrokerConfig read(Map<String, String> environment) throws BadConfig {
    return of(new AllGiven(Map.of()).with(environment), environment);
  }

  private static BrokerConfig of(AllGiven all, Map<String, String> environment) throws BadConfig {
    var hostKeys = PrivateKeys.atLeastOne(all.of(Setting.HOST_KEYS));
    var userCa = PrivateKeys.one(all.of(Setting.USER_CA));
    var config =
        new BrokerConfig(
            Addresses.read(all.of(Setting.LISTEN)),
            Addresses.read(all.of(Setting.OPERATIONS)),
            Names.id(all.of(Setting.ID)),
            Kubeconfigs.read(all.of(Setting.KUBECONFIG), environment),
            Names.namespace(all.of(Setting.NAMESPACE)),
            Names.prefix(all.of(Setting.USER_NAMESPACES)),
            hostKeys.stream().map(PrivateKeys.Usable::file).toList(),
            userCa.file(),
            KeyFiles.anyPublic(all.of(Setting.TRUSTED_USER_CAS)),
            Bundles.read(all.of(Setting.BUNDLE), all.of(Setting.BUNDLE_BY)),
            Addresses.networks(all.of(Setting.PROXY_PROTOCOL)),
            Choices.span(all.of(Setting.DRAIN_FOR), Duration.ZERO, Duration.ofHours(24)),
            Choices.span(all.of(Setting.HELLO_WITHIN), Duration.ofSeconds(1), Duration.ofHours(1)),
            Audits.read(all.of(Setting.AUDIT)),
            Choices.flag(all.of(Setting.OLD_CIPHERS)));
    if (hostKeys.stream().anyMatch(one -> one.open().equals(userCa.open()))) {
      throw PrivateKeys.shared(all.of(Setting.USER_CA), userCa, Setting.HOST_KEYS);
    }
    if (Addresses.clash(config.listen, config.operations)) {
      throw all.of(Setting.OPERATIONS).bad("listen has that port already: give another");
    }
    if (config.namespace.startsWith(config.userNamespaces)) {
      throw all.of(Setting.USER_NAMESPACES)
          .bad(
              "the namespace %s begins with it, so a user could be called %s and own it; choose"
                      .formatted(
                          config.namespace,
                          config.namespace.substring(config.userNamespaces.length()))
                  + " another prefix or another namespace");
    }
    return config;
  }

  /** The whole of it as YAML that can be read again, each key with what it means. No secrets. */
  public String print() {
    return Printed.of(this);
  }
}
