package dev.dormouse.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each value does to what is installed. */
@Tag("F1")
final class RenderingIT {

  @Test
  void helmFindsNothingToMend() {
    var found = new Helm(Chart.FOLDER).lint().strict().call();

    assertThat(found.getMessages()).noneMatch(one -> one.matches("\\[(ERROR|WARNING)].*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{imagePullSecret: [a]} | additional properties | imagePullSecret",
        "{broker: {replica: 2}} | /broker | replica",
        "{broker: {resources: {limit: {}}}} | /broker/resources | limit",
        "{users: {alice: {publicKey: []}}} | /users/alice | publicKey",
        "{users: {alice: {limits: {awakes: 1}}}} | /users/alice/limits | awakes",
        "{templates: {small: {lifecycle: {idleafter: 1m}}}} | lifecycle | idleafter",
        "{templateDefaults: {imge: a}} | /templateDefaults | imge",
        "{flavors: {small: {resource: {}}}} | /flavors/small | resource",
        "{broker: {drainFor: 10 minutes}} | /broker/drainFor | does not match pattern",
        "{service: {type: LoadBalancr}} | /service/type | LoadBalancer",
        "{keys: {secret: a}} | /keys | secret",
        "{reaper: {drainFor: 1m}} | /reaper | drainFor",
        "{broker: {proxyProtocol: [balancer]}} | /broker/proxyProtocol/0 | does not match pattern",
        "{broker: {autoscaling: {targetCpu: 5}}} | /broker/autoscaling | targetCpu",
        "{broker: {autoscaling: {downAfter: 2h}}} | /broker/autoscaling/downAfter | does not match pattern",
        "{networkPolicy: {sshFrom: [home]}} | /networkPolicy/sshFrom/0 | does not match pattern",
        "{networkPolicy: {ssh: []}} | /networkPolicy | ssh",
        "{monitoring: {podMonitor: {enable: true}}} | /monitoring/podMonitor | enable",
        "{monitoring: {podMonitor: {interval: often}}} | /monitoring/podMonitor/interval | does not match pattern",
        "{monitoring: {rules: {label: {}}}} | /monitoring/rules | label",
        "{monitoring: {dashboards: {labels: {a: 1}}}} | /monitoring/dashboards/labels/a | got number, want string",
        "{monitoring: {serviceMonitor: {}}} | /monitoring | serviceMonitor",
        "{audit: /var/log/audit} | /audit | stdout",
        "{bundle: {by: volume}} | /bundle/by | image-volume",
        "{bundle: {repository: a}} | /bundle | repository",
        "{image: {tag: 7}} | /image/tag | got number, want string",
        "{image: {repository: a, digest: sha256:12}} | /image/digest | does not match pattern",
      })
  void aSlipIsRefusedByItsName(String values, String words, String more) throws IOException {
    assertThat(Chart.refusal(values)).contains(words, more);
  }

  @Test
  void anImageHasToBeNamed() throws IOException {
    assertThat(Chart.refusal("{image: {tag: a}}"))
        .contains("image.repository is missing: give the name by which your cluster pulls");
  }

  @Test
  void theImageIsNamedByItsTagOrItsDigest() throws IOException {
    var digest = "sha256:" + "0123456789abcdef".repeat(4);

    assertThat(image("image: {repository: a.test/dm}")).isEqualTo("a.test/dm:0.1.0-SNAPSHOT");
    assertThat(image("image: {repository: a.test/dm, tag: '7'}")).isEqualTo("a.test/dm:7");
    assertThat(image("image: {repository: a.test/dm, tag: '7', digest: '%s'}".formatted(digest)))
        .isEqualTo("a.test/dm@" + digest);
  }

  private static String image(String values) throws IOException {
    var images = new TreeSet<String>();
    for (var pod : Chart.rendered(values).pods()) {
      images.add(pod.at("/containers/0/image").asText());
    }
    assertThat(images).hasSize(1);
    return images.first();
  }

  @Test
  void howTheImageIsPulledIsSaidToEveryPod() throws IOException {
    var usual = Chart.rendered("");
    var other =
        Chart.rendered("image: {repository: a, pullPolicy: Always}\nimagePullSecrets: [one, two]");

    assertThat(usual.pods()).hasSize(3).noneMatch(pod -> pod.has("imagePullSecrets"));
    assertThat(usual.pods())
        .allMatch(pod -> text(pod, "/containers/0/imagePullPolicy").equals("IfNotPresent"));
    assertThat(other.pods())
        .allMatch(pod -> text(pod, "/containers/0/imagePullPolicy").equals("Always"))
        .allMatch(pod -> text(pod, "/imagePullSecrets/1/name").equals("two"));
  }

  @Test
  @Tag("F8")
  void everyPodIsNobodyAndWritesNothing() throws IOException {
    for (var pod : Chart.rendered("bundle: {image: {repository: a.test/b}}").pods()) {
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(text(pod, "/securityContext/seccompProfile/type")).isEqualTo("RuntimeDefault");
      var context = pod.at("/containers/0/securityContext");
      assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(text(context, "/capabilities/drop/0")).isEqualTo("ALL");
      assertThat(text(pod, "/containers/0/resources/limits/memory")).isNotEmpty();
    }
  }

  @Test
  void brokerAndReaperLookAfterTheSameNamespaces() throws IOException {
    var usual = Chart.rendered("");
    var other = Chart.rendered("userNamespaces: people-");

    assertThat(text(usual.settings(), "/namespace")).isEqualTo("rest");
    assertThat(text(usual.settings(), "/userNamespaces")).isEqualTo("rest-");
    assertThat(reaperEnvironment(usual)).contains("DORMOUSE_NAMESPACE=rest");
    assertThat(reaperEnvironment(usual)).contains("DORMOUSE_USER_NAMESPACES=rest-");
    assertThat(text(other.settings(), "/userNamespaces")).isEqualTo("people-");
    assertThat(reaperEnvironment(other)).contains("DORMOUSE_USER_NAMESPACES=people-");
  }

  private static String reaperEnvironment(Chart.Rendered rendered) {
    var text = new StringBuilder();
    rendered
        .one("Deployment", "dm-reaper")
        .at("/spec/template/spec/containers/0/env")
        .forEach(one -> text.append(text(one, "/name") + "=" + text(one, "/value") + "\n"));
    return text.toString();
  }

  @Test
  void theBrokersSettingsAreTheValues() throws IOException {
    var usual = Chart.rendered("").settings();
    var other =
        Chart.rendered(
            """
            broker:
              drainFor: 1h30m5s
              helloWithin: 30s
              oldCiphers: true
              proxyProtocol: [10.0.0.0/8, 'fd00::/8']
              trustedUserCas: [ssh-ed25519 AAAA one, ssh-ed25519 BBBB two]
            """);

    assertThat(text(usual, "/drainFor")).isEqualTo("10m");
    assertThat(text(usual, "/helloWithin")).isEqualTo("2m");
    assertThat(text(usual, "/oldCiphers")).isEqualTo("false");
    assertThat(usual.has("trustedUserCas") || usual.has("proxyProtocol")).isFalse();
    assertThat(other.settings().path("proxyProtocol").toString())
        .isEqualTo("[\"10.0.0.0/8\",\"fd00::/8\"]");
    assertThat(text(other.settings(), "/drainFor")).isEqualTo("1h30m5s");
    assertThat(text(other.settings(), "/helloWithin")).isEqualTo("30s");
    assertThat(text(other.settings(), "/oldCiphers")).isEqualTo("true");
    assertThat(text(other.settings(), "/trustedUserCas/0")).isEqualTo("trusted_user_cas.pub");
    assertThat(
            other.one("ConfigMap", "dm-broker").at("/data").path("trusted_user_cas.pub").asText())
        .isEqualTo("ssh-ed25519 AAAA one\nssh-ed25519 BBBB two\n");
  }

  @Test
  void brokersAndReapersTellTheAuditToStdoutUnlessNobodyWantsIt() throws IOException {
    var usual = Chart.rendered("");
    var other = Chart.rendered("audit: none");

    assertThat(text(usual.settings(), "/audit")).isEqualTo("stdout");
    assertThat(reaperEnvironment(usual)).contains("DORMOUSE_AUDIT=stdout");
    assertThat(text(other.settings(), "/audit")).isEqualTo("none");
    assertThat(reaperEnvironment(other)).contains("DORMOUSE_AUDIT=none");
  }

  @Test
  void theBundleIsNamedByItsTagOrItsDigestAndComesAsIsSaid() throws IOException {
    var digest = "sha256:" + "0123456789abcdef".repeat(4);
    var usual = Chart.rendered("").settings();
    var named = Chart.rendered("bundle: {image: {repository: a.test/b}}").settings();
    var all =
        Chart.rendered(
                "bundle: {image: {repository: a.test/b, tag: '7', digest: '%s'}, by: copy}"
                    .formatted(digest))
            .settings();

    assertThat(usual.has("bundle") || usual.has("bundleBy")).isFalse();
    assertThat(text(named, "/bundle")).isEqualTo("a.test/b:0.1.0-SNAPSHOT");
    assertThat(text(named, "/bundleBy")).isEqualTo("auto");
    assertThat(text(all, "/bundle")).isEqualTo("a.test/b@" + digest);
    assertThat(text(all, "/bundleBy")).isEqualTo("copy");
    assertThat(Chart.refusal("bundle: {image: {tag: a}}"))
        .contains("bundle.image.repository is missing: give the name by which");
  }

  @ParameterizedTest
  @Tag("D10")
  @CsvSource({"0s, 30", "45s, 75", "10m, 630", "1h30m5s, 5435"})
  void aBrokersGraceIsAboveItsDrain(String drain, int seconds) throws IOException {
    assertThat(
            Chart.rendered("broker: {drainFor: " + drain + "}")
                .broker()
                .path("terminationGracePeriodSeconds")
                .asInt())
        .isEqualTo(seconds);
  }

  @Test
  void newSettingsBeginNewBrokersAndNewReplicasDoNot() throws IOException {
    var usual = settingsOf("");

    assertThat(settingsOf("broker: {replicas: 5}")).isEqualTo(usual);
    assertThat(settingsOf("broker: {oldCiphers: true}")).isNotEqualTo(usual);
  }

  private static String settingsOf(String values) throws IOException {
    return Chart.rendered(values)
        .one("Deployment", "dm-broker")
        .at("/spec/template/metadata/annotations")
        .path("dormouse.dev/settings")
        .asText();
  }

  @Test
  void keysAreMadeByAHookUnlessTheyAreGiven() throws IOException {
    var usual = Chart.rendered("");
    var given = Chart.rendered("keys: {existingSecret: ours}");

    assertThat(keysOf(usual)).isEqualTo("dm-keys");
    assertThat(keysOf(given)).isEqualTo("ours");
    var job = usual.one("Job", "dm-make-keys");
    assertThat(job.at("/metadata/annotations").path("shown/hook").asText())
        .isEqualTo("pre-install,pre-upgrade");
    assertThat(job.at("/spec/template/spec/containers/0/args").toString()).contains("dm-keys");
    assertThat(given.of("Job")).isEmpty();
    assertThat(given.has("Role", "dm-make-keys")).isFalse();
  }

  private static String keysOf(Chart.Rendered rendered) {
    for (var volume : rendered.broker().path("volumes")) {
      if (text(volume, "/name").equals("keys")) {
        return text(volume, "/secret/secretName");
      }
    }
    throw new AssertionError("no keys");
  }

  @Test
  void usersTemplatesAndFlavorsAreTheValues() throws IOException {
    var rendered =
        Chart.rendered(
            """
            users: {alice: {publicKeys: [ssh-ed25519 AAAA a], groups: [search]}, bob: {suspended: true}}
            templateDefaults: {image: a.test/dev:9, lifecycle: {idleAfter: 1h, grace: 2m}}
            templates:
              small: {}
              large: {image: a.test/large:1, lifecycle: {idleAfter: 2h}}
            flavors: {tiny: {resources: {requests: {cpu: 250m, memory: 256Mi}}}}
            """);

    assertThat(text(rendered.one("SessionUser", "alice"), "/spec/groups/0")).isEqualTo("search");
    assertThat(rendered.one("SessionUser", "bob").at("/spec/suspended").asBoolean()).isTrue();
    assertThat(text(rendered.one("SessionTemplate", "small"), "/spec/image"))
        .isEqualTo("a.test/dev:9");
    var large = rendered.one("SessionTemplate", "large");
    assertThat(text(large, "/spec/image")).isEqualTo("a.test/large:1");
    assertThat(text(large, "/spec/lifecycle/idleAfter")).isEqualTo("2h");
    assertThat(text(large, "/spec/lifecycle/grace")).isEqualTo("2m");
    assertThat(text(rendered.one("SessionTemplate", "small"), "/spec/lifecycle/idleAfter"))
        .isEqualTo("1h");
    assertThat(text(rendered.one("Flavor", "tiny"), "/spec/resources/requests/cpu"))
        .isEqualTo("250m");
    assertThat(Chart.rendered("").of("SessionUser")).isEmpty();
  }

  @Test
  void helmTestLogsInThroughTheServiceWhereThereIsABundle() throws IOException {
    var with =
        Chart.rendered(
            "{bundle: {image: {repository: a.test/b, tag: '7'}}, service: {port: 2200},"
                + " userNamespaces: people-}");
    var template = with.one("SessionTemplate", "helm-test").path("spec");
    var pod = with.one("Pod", "dm-test").path("spec");

    assertThat(Chart.rendered("").has("Pod", "dm-test")).isFalse();
    assertThat(text(template, "/image")).isEqualTo("a.test/b:7");
    assertThat(text(template, "/access/users/0")).isEqualTo("helm-test");
    assertThat(text(pod, "/initContainers/0/image")).isEqualTo("a.test/b:7");
    assertThat(pod.at("/containers/0/args").toString())
        .contains("\"--host\",\"dm\",\"--port\",\"2200\"", "\"people-\"");
    assertThat(with.one("ClusterRole", "rest-dm-test").at("/rules/0/resourceNames").toString())
        .isEqualTo("[\"people-helm-test\"]");
    assertThat(Chart.refusal("{bundle: {image: {repository: a}}, users: {helm-test: {}}}"))
        .contains("users.helm-test: that name is what helm test makes");
    assertThat(Chart.refusal("{bundle: {image: {repository: a}}, templates: {helm-test: {}}}"))
        .contains("templates.helm-test: that name is what helm test makes");
  }

  @Test
  void theNotesSayWhatToTypeNext() throws IOException {
    assertThat(Chart.notes(""))
        .contains("nobody may yet", "no template yet", "{.status.loadBalancer.ingress")
        .contains("kubectl get secret dm-keys -n rest")
        .contains("host-key-fingerprint")
        .doesNotContain("helm test");
    assertThat(Chart.notes("bundle: {image: {repository: a}}")).contains("helm test dm -n rest");
    assertThat(Chart.notes("{users: {zoe: {}, alice: {}}, service: {type: NodePort}}"))
        .contains("ssh -p $PORT alice@$HOST", "nodePort");
    assertThat(Chart.notes("{keys: {existingSecret: ours}, service: {type: ClusterIP}}"))
        .contains("HOST=dm.rest", "ssh-keygen -lf");
  }

  private static String text(JsonNode tree, String pointer) {
    return tree.at(pointer).asText();
  }
}
