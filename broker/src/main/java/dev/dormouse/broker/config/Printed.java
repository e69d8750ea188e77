package dev.dormouse.broker.config;

import dev.dormouse.broker.config.BrokerConfig.Kubeconfig;
import dev.dormouse.broker.net.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A config as YAML, for {@code --print-config}. Of keys it has the files' names alone. */
final class Printed {
  private Printed() {}

  static String of(BrokerConfig config) {
    var all = new StringBuilder();
    for (var setting : Setting.values()) {
      all.append(all.isEmpty() ? "" : "\n")
          .append("# %s\n".formatted(setting.meaning()))
          .append("# %s. %s\n".formatted(capital(setting.bounds()), standard(setting)))
          .append(line(setting, values(config, setting)));
    }
    return all.toString();
  }

  private static String standard(Setting setting) {
    return "%sEnvironment: %s."
        .formatted(
            setting.standard().isEmpty() ? "" : "Default: %s. ".formatted(setting.standard()),
            setting.variable());
  }

  private static String line(Setting setting, List<String> values) {
    if (setting.isList()) {
      return values.stream()
          .map(Printed::quoted)
          .collect(Collectors.joining(", ", setting.key() + ": [", "]\n"));
    }
    return values.isEmpty()
        ? "# %s:\n".formatted(setting.key())
        : "%s: %s\n".formatted(setting.key(), quoted(values.getFirst()));
  }

  private static List<String> values(BrokerConfig config, Setting setting) {
    return switch (setting) {
      case LISTEN -> List.of(Addresses.text(config.listen()));
      case OPERATIONS -> List.of(Addresses.text(config.operations()));
      case ID -> List.of(config.id());
      case KUBECONFIG ->
          switch (config.kubeconfig()) {
            case Kubeconfig.Usual() -> List.of();
            case Kubeconfig.In(var file) -> List.of(file.toString());
          };
      case NAMESPACE -> List.of(config.namespace());
      case USER_NAMESPACES -> List.of(config.userNamespaces());
      case HOST_KEYS -> config.hostKeys().stream().map(Path::toString).toList();
      case USER_CA -> List.of(config.userCa().toString());
      case TRUSTED_USER_CAS -> config.trustedUserCas().stream().map(Path::toString).toList();
      case BUNDLE -> Bundles.image(config.bundle());
      case BUNDLE_BY -> Bundles.by(config.bundle());
      case PROXY_PROTOCOL -> config.proxyProtocol().stream().map(Network::text).toList();
      case DRAIN_FOR -> List.of(Choices.text(config.drainFor()));
      case HELLO_WITHIN -> List.of(Choices.text(config.helloWithin()));
      case AUDIT -> List.of(config.audit().text());
      case OLD_CIPHERS -> List.of(Boolean.toString(config.oldCiphers()));
    };
  }

  /** Plain where YAML takes it for nothing else. */
  private static String quoted(String value) {
    return value.matches("[\\w./][\\w./:@+-]*")
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
