package dev.dormouse.e2e.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.SessionUser;
import dev.dormouse.crds.objects.Bundle;
import dev.dormouse.crds.objects.HomeClaim;
import dev.dormouse.crds.objects.HostKey;
import dev.dormouse.crds.objects.SessionPod;
import dev.dormouse.e2e.wire.Json;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The baseline: no broker at all. The session's pod is made here, and ssh goes to it with a
 * certificate as a broker would make one.
 */
final class Direct {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String RUN = "direct";

  private Direct() {}

  static boolean isTheWay() {
    return System.getProperty("way", "dormouse").equals("direct");
  }

  /** A client for whom {@code alice-small} is alice's pod, once {@link #wake} was called. */
  static Client client(Person person) {
    var client = person.client("", "Port 2022\nUser " + person.house().loginUser());
    var house = person.house();
    try {
      var hosts = new StringBuilder();
      var known = new StringBuilder();
      for (var item : house.sessions(person.name()).list("").path("items")) {
        var session = item.at("/metadata/name").asText();
        var pod = house.pods(person.name()).get(session + "-" + RUN);
        var address = pod.body().at("/status/podIP").asText();
        var login = person.name() + "-" + session;
        hosts.append(
            "Host " + login + "\n  HostName " + address + "\n  HostKeyAlias " + login + "\n");
        hosts.append("  CertificateFile " + certificate(house, login) + "\n");
        known.append(login + " " + item.at("/status/hostKey").asText() + "\n");
      }
      var all = hosts + "Host *\n" + Files.readString(client.config());
      Files.writeString(client.config(), all);
      Person.known(client.folder(), known.toString());
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException("writing the configuration for direct logins", e);
    }
  }

  private static Path certificate(House house, String login) {
    return house.folder().resolve(login + "-cert.pub");
  }

  /** Makes the session and its pod, as a wake does, and waits until its sshd listens. */
  static void wake(Person person, String name) throws InterruptedException {
    var house = person.house();
    var user = person.name();
    if (house.sessions(user).get(name).code() == 404) {
      create(house, person, name);
    }
    var pod = name + "-" + RUN;
    if (house.pods(user).get(pod).code() == 404) {
      house.pods(user).create(pod(house, user, name)).object();
    }
    house
        .pods(user)
        .await(
            pod, "running", SOON, it -> it.at("/status/containerStatuses/0/state").has("running"));
    var options = new ArrayList<>(List.of("-n", house.of(user) + "/" + name, "-V", "+1h"));
    options.addAll(forbidden(template(house, name), house.ours("SessionUser").get(user).object()));
    var key = house.userCa().certify(person.key(), options.toArray(String[]::new));
    move(key.certificate(), certificate(house, user + "-" + name));
    var client = client(person);
    for (int i = 0; client.ssh(user + "-" + name, "true").exit() != 0; i++) {
      if (i == 50) {
        throw new AssertionError(client.ssh(user + "-" + name, "-v", "true").toString());
      }
      Thread.sleep(100);
    }
  }

  private static List<String> forbidden(SessionTemplate template, JsonNode user) {
    var policy =
        template
            .getSpec()
            .policy()
            .and(YAML.unmarshal(user.toString(), SessionUser.class).getSpec().policy());
    var options = new ArrayList<String>();
    if (!policy.agentForwarding()) {
      options.addAll(List.of("-O", "no-agent-forwarding"));
    }
    if (!policy.portForwarding()) {
      options.addAll(List.of("-O", "no-port-forwarding"));
    }
    if (!policy.x11()) {
      options.addAll(List.of("-O", "no-x11-forwarding"));
    }
    return options;
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("moving " + from, e);
    }
  }

  private static void create(House house, Person person, String name) {
    var user = person.name();
    var session =
        Json.object(
            """
            apiVersion: dormouse.dev/v1alpha1
            kind: Session
            metadata: {name: %s}
            spec: {owner: %s, template: %s, wanted: Awake, run: %s}
            """
                .formatted(name, user, name, RUN));
    house.sessions(user).create(session).object();
    var key = KeyFile.ed25519(house.folder(), user + "-" + name + "-host-key");
    house
        .sessions(user)
        .merge(name + "/status", "{status: {hostKey: '" + key.key() + "'}}")
        .object();
    var made = session(house, user, name);
    try {
      var secret = HostKey.secret(made, key.key(), Files.readString(key.file()));
      house.core(user, "secrets").create(tree(secret)).object();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + key.file(), e);
    }
    HomeClaim.of(made, template(house, name))
        .ifPresent(
            claim -> house.core(user, "persistentvolumeclaims").create(tree(claim)).object());
  }

  private static ObjectNode pod(House house, String user, String name) {
    return tree(
        SessionPod.of(
            session(house, user, name),
            RUN,
            template(house, name),
            Optional.empty(),
            house.userCa().key(),
            new Bundle.None()));
  }

  private static Session session(House house, String user, String name) {
    return YAML.unmarshal(house.session(user, name).toString(), Session.class);
  }

  private static SessionTemplate template(House house, String name) {
    var json = house.ours("SessionTemplate").get(name).object();
    return YAML.unmarshal(json.toString(), SessionTemplate.class);
  }

  private static ObjectNode tree(Object object) {
    return Json.object(YAML.asJson(object));
  }
}
