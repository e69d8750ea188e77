package dev.dormouse.broker.config;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dormouse.broker.cluster.MintedKey;
import dev.dormouse.broker.config.BrokerConfig.Kubeconfig;
import dev.dormouse.crds.objects.Bundle;
import dev.dormouse.crds.objects.BundleWish;
import dev.dormouse.metrics.audit.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker's config: what holds, and the sentence for what can't be. */
class BrokerConfigTest {
  private static final String KEYS = "hostKeys: [host_key]\nuserCa: user_ca\n";

  /** Where a client finds its cluster by itself. */
  private static final Map<String, String> IN_A_POD = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1");

  @TempDir private Path folder = Path.of("set by JUnit");

  @BeforeEach
  void twoKeys() throws IOException {
    key("host_key", "rw-------");
    key("user_ca", "rw-------");
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws Exception {
    var config =
        read(KEYS, Map.of("HOSTNAME", "Broker-0.Example.", "KUBERNETES_SERVICE_HOST", "10.0.0.1"));

    assertThat(config.listen()).hasToString("/0.0.0.0:2222");
    assertThat(config.operations()).hasToString("/0.0.0.0:9464");
    assertThat(config.id()).isEqualTo("broker-0.example");
    assertThat(config.kubeconfig()).isEqualTo(new Kubeconfig.Usual());
    assertThat(config.namespace()).isEqualTo("dormouse");
    assertThat(config.userNamespaces()).isEqualTo("dormouse-");
    assertThat(config.hostKeys()).containsExactly(folder.resolve("host_key"));
    assertThat(config.userCa()).isEqualTo(folder.resolve("user_ca"));
    assertThat(config.trustedUserCas()).isEmpty();
    assertThat(config.bundle()).isEqualTo(new BundleWish.Settled(new Bundle.None()));
    assertThat(config.proxyProtocol()).isEmpty();
    assertThat(config.drainFor()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.helloWithin()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.audit()).isEqualTo(new Destination.None());
    assertThat(config.oldCiphers()).isFalse();
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws Exception {
    key("other", "rw-------");
    var config =
        read(
            KEYS + "listen: 127.0.0.1:2201\ndrainFor: 5m\noldCiphers: true\n",
            Map.of(
                "DORMOUSE_LISTEN", "[::1]:2202",
                "KUBERNETES_SERVICE_HOST", "10.0.0.1",
                "DORMOUSE_DRAIN_FOR", "0s",
                "DORMOUSE_OLD_CIPHERS", "",
                "DORMOUSE_HOST_KEYS", folder.resolve("other") + ", " + folder.resolve("host_key")));

    assertThat(Addresses.text(config.listen())).isEqualTo("[0:0:0:0:0:0:0:1]:2202");
    assertThat(config.drainFor()).isZero();
    assertThat(config.oldCiphers()).isTrue();
    assertThat(config.hostKeys())
        .containsExactly(folder.resolve("other"), folder.resolve("host_key"));
  }

  @Test
  void theEnvironmentAloneIsEnough() throws Exception {
    var config =
        BrokerConfig.read(
            Map.of(
                "DORMOUSE_HOST_KEYS", folder.resolve("host_key").toString(),
                "DORMOUSE_USER_CA", folder.resolve("user_ca").toString(),
                "KUBERNETES_SERVICE_HOST", "10.0.0.1"));

    assertThat(config.hostKeys()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"stdout, stdout", "trail, %s/trail", "none, none"})
  void theAuditGoesWhereItIsSaid(String given, String is) throws Exception {
    var config = read(KEYS + "audit: " + given + "\n", IN_A_POD);

    assertThat(config.audit().text()).isEqualTo(is.formatted(folder));
    assertThat(config.print()).contains("\naudit: " + is.formatted(folder) + "\n");
  }

  @ParameterizedTest
  @CsvSource({"bundleBy: image-volume, IMAGE_VOLUME", "bundleBy: copy, COPY"})
  void howABundleComesIsAsItIsSaid(String line, Bundle.Mount mount) throws Exception {
    assertThat(read(KEYS + "bundle: registry.example/bundle:1\n" + line + "\n", IN_A_POD).bundle())
        .isEqualTo(new BundleWish.Settled(new Bundle.Of("registry.example/bundle:1", mount)));
  }

  @ParameterizedTest
  @CsvSource({"''", "bundleBy: auto"})
  void howABundleComesIsElseUpToTheCluster(String line) throws Exception {
    var config = read(KEYS + "bundle: registry.example/bundle:1\n" + line + "\n", IN_A_POD);

    assertThat(config.bundle()).isEqualTo(new BundleWish.ByVersion("registry.example/bundle:1"));
    assertThat(config.print())
        .contains("\nbundle: registry.example/bundle:1\n", "\nbundleBy: auto\n");
  }

  @Test
  void aNumberIsANameWhereANameIsWanted() throws Exception {
    assertThat(read(KEYS + "id: 007\n", IN_A_POD).id()).isEqualTo("007");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "listen: 2222                | listen is \"2222\", line 3 of %s: give HOST:PORT; 0.0.0.0 or [::] is every address, port 0 any free one",
        "listen: 0.0.0.0:70000       | listen is \"0.0.0.0:70000\", line 3 of %s: give HOST:PORT; 0.0.0.0 or [::] is every address, port 0 any free one",
        "listen: nowhere.invalid:1   | listen is \"nowhere.invalid:1\", line 3 of %s: there is no host called nowhere.invalid",
        "listen: [a, b]              | listen is more than a value, line 3 of %s: give HOST:PORT; 0.0.0.0 or [::] is every address, port 0 any free one",
        "operations: off             | operations is \"off\", line 3 of %s: give HOST:PORT; port 0 is any free one",
        "id: A                       | id is \"A\", line 3 of %s: give 1 to 63 of a-z, 0-9, dots and hyphens; the first and the last a letter or a digit",
        "namespace: a.b              | namespace is \"a.b\", line 3 of %s: give a namespace's name: 1 to 63 of a-z, 0-9 and hyphens",
        "userNamespaces: dorm        | userNamespaces is \"dorm\", line 3 of %s: the namespace dormouse begins with it, so a user could be called ouse and own it; choose another prefix or another namespace",
        "userNamespaces: -x          | userNamespaces is \"-x\", line 3 of %s: give 1 to 31 of a-z, 0-9 and hyphens, a letter or a digit first; the namespace above can't begin with it",
        "bundle: a b                 | bundle is \"a b\", line 3 of %s: give a reference without blanks, like registry.example/dormouse-bundle:1",
        "bundleBy: volume            | bundleBy is \"volume\", line 3 of %s: give auto, image-volume or copy",
        "proxyProtocol: [10.0.0.0/8, 10.1.0.0/8] | proxyProtocol is \"10.1.0.0/8\", line 3 of %s: give networks like 10.0.0.0/8 or fd00::/8, all bits behind the first so many zero",
        "proxyProtocol: balancer     | proxyProtocol is \"balancer\", line 3 of %s: give networks like 10.0.0.0/8 or fd00::/8, all bits behind the first so many zero",
        "drainFor: ten               | drainFor is \"ten\", line 3 of %s: give a duration like 45s, 10m or 1h30m, from 0s (at once) to 24h",
        "drainFor: 25h               | drainFor is \"25h\", line 3 of %s: give a duration like 45s, 10m or 1h30m, from 0s (at once) to 24h",
        "drainFor: 10                | drainFor is \"10\", line 3 of %s: give a duration like 45s, 10m or 1h30m, from 0s (at once) to 24h",
        "helloWithin: 0s             | helloWithin is \"0s\", line 3 of %s: give a duration like 45s, 2m or 1h, from 1s to 1h",
        "audit: .                    | audit names \"%2$s\", line 3 of %1$s, which is a folder",
        "audit: no/where             | audit names \"%2$s/no/where\", line 3 of %1$s, which can't be made: there is no folder %2$s/no",
        "oldCiphers: yes             | oldCiphers is \"yes\", line 3 of %s: give true or false",
        "kubeconfig: nowhere         | kubeconfig names \"%2$s/nowhere\", line 3 of %1$s, which isn't there",
        "kubeconfig: .               | kubeconfig names \"%2$s\", line 3 of %1$s, which is no file",
        "trustedUserCas: [user_ca]   | trustedUserCas names \"%2$s/user_ca\", line 3 of %1$s, which is a private key: give the .pub file of it",
        "hostkeys: [a]               | there is no key \"hostkeys\", line 3 of %s: did you mean hostKeys?",
        "drain: 5m                   | there is no key \"drain\", line 3 of %s: did you mean drainFor?",
        "userCa: host_key            | userCa is given twice, line 3 of %s: leave out one",
        "operations: 127.0.0.1:2222  | operations is \"127.0.0.1:2222\", line 3 of %s: listen has that port already: give another",
        "listen: '[::]:9464'         | operations is \"0.0.0.0:9464\": listen has that port already: give another",
        "trustedUserCas: broker.yaml | trustedUserCas names \"%2$s/broker.yaml\", line 3 of %1$s, in which a line is no public key: it does not say one of these and then a key in base64: ssh-ed25519, ecdsa-sha2-nistp256, ecdsa-sha2-nistp384, ecdsa-sha2-nistp521, ssh-rsa, sk-ssh-ed25519@openssh.com, sk-ecdsa-sha2-nistp256@openssh.com",
      })
  void whatCantBeIsNamedWithWhatWouldBeRight(String line, String sentence) throws Exception {
    refused(
        KEYS + line + "\n", IN_A_POD, sentence.formatted(folder.resolve("broker.yaml"), folder));
  }

  @Test
  void twoPortsMayBeAnyTwoThatAreFreeAndOnePortServesTwoAddresses() throws Exception {
    for (var two :
        List.of(
            "listen: 127.0.0.1:0\noperations: 127.0.0.1:0\n",
            "listen: 127.0.0.1:2222\noperations: 127.0.0.2:2222\n")) {
      assertThat(read(KEYS + two, IN_A_POD).drainFor()).isPositive();
    }
  }

  @Test
  void aVariableThatNobodyReadsIsASlip() throws Exception {
    refused(
        KEYS,
        Map.of("DORMOUSE_DRAINFOR", "5m"),
        "there is no variable DORMOUSE_DRAINFOR: did you mean DORMOUSE_DRAIN_FOR?");
    refused(
        KEYS,
        Map.of("DORMOUSE_LISTEN_PORT", "2222"),
        "there is no variable DORMOUSE_LISTEN_PORT: did you mean DORMOUSE_LISTEN?");
  }

  @Test
  void whatSessionsAndServicesHaveIsNoSlip() throws Exception {
    var theirs =
        Map.ofEntries(
            Map.entry("KUBERNETES_SERVICE_HOST", "10.0.0.1"),
            Map.entry("DORMOUSE_SESSION", "small"),
            Map.entry("DORMOUSE_OWNER", "alice"),
            Map.entry("DORMOUSE_PRINCIPAL", "dormouse-alice/small"),
            Map.entry("DORMOUSE_MESSAGE", "hello"),
            Map.entry("DORMOUSE_MOUNT_HOME", "/x"),
            Map.entry("DORMOUSE_PORT", "tcp://10.0.0.7:22"),
            Map.entry("DORMOUSE_PORT_22_TCP", "tcp://10.0.0.7:22"),
            Map.entry("DORMOUSE_PORT_22_TCP_ADDR", "10.0.0.7"),
            Map.entry("DORMOUSE_SERVICE_HOST", "10.0.0.7"),
            Map.entry("DORMOUSE_SERVICE_PORT", "22"),
            Map.entry("DORMOUSE_SERVICE_PORT_SSH", "22"),
            Map.entry("DORMOUSE_BROKER_SERVICE_HOST", "10.0.0.7"),
            Map.entry("DORMOUSE_NOTHING_SAID", ""));

    assertThat(read(KEYS, theirs).namespace()).isEqualTo("dormouse");
  }

  @Test
  void aKubeconfigOfTheEnvironmentIsLookedAtLikeOneOfTheFile() throws Exception {
    var good = kubeconfig("good", "c");
    refused(KEYS, Map.of("KUBECONFIG", "/nope"), "KUBECONFIG names \"/nope\", which isn't there");
    refused(
        KEYS,
        Map.of("KUBECONFIG", folder.resolve("host_key").toString()),
        "KUBECONFIG names \"%s/host_key\", which is no kubeconfig: it names no clusters"
            .formatted(folder));
    refused(
        KEYS,
        Map.of("KUBECONFIG", kubeconfig("other", "nowhere").toString()),
        "KUBECONFIG names \"%s/other\", whose current-context \"c\" leads to no cluster: kubectl config use-context chooses one"
            .formatted(folder));

    assertThat(read(KEYS, Map.of("KUBECONFIG", "/nope:" + good)).kubeconfig())
        .isEqualTo(new Kubeconfig.Usual());
    assertThat(read(KEYS + "kubeconfig: good\n", Map.of("KUBECONFIG", "/nope")).kubeconfig())
        .isEqualTo(new Kubeconfig.In(good));
  }

  @Test
  void whatKubectlWouldFindIsEnough() throws Exception {
    Files.createDirectories(folder.resolve(".kube"));
    var home = Map.of("HOME", folder.toString());
    refused(
        KEYS,
        home,
        "kubeconfig is missing: give a file that can be read (in the config file, DORMOUSE_KUBECONFIG or KUBECONFIG); there is no %s/.kube/config, and this is no pod"
            .formatted(folder));

    kubeconfig(".kube/config", "c");
    assertThat(read(KEYS, home).kubeconfig()).isEqualTo(new Kubeconfig.Usual());

    Files.writeString(folder.resolve(".kube/config"), "a: [b\n");
    assertThatExceptionOfType(BadConfig.class)
        .isThrownBy(() -> read(KEYS, home))
        .withMessageStartingWith(
            "kubeconfig names \"%s/.kube/config\", which is no kubeconfig: it is no YAML at line"
                .formatted(folder));
  }

  @Test
  void aVariableIsNamedAsItIs() throws Exception {
    refused(
        KEYS,
        Map.of("DORMOUSE_OLD_CIPHERS", "1", "KUBERNETES_SERVICE_HOST", "10.0.0.1"),
        "DORMOUSE_OLD_CIPHERS is \"1\": give true or false");
  }

  @Test
  void aFileThatIsNoConfigIsToldAsSuch() throws Exception {
    var file = folder.resolve("broker.yaml");
    refused(
        "- a\n",
        Map.of(),
        "the config file \"%s\" can't be read: it isn't keys and values, like listen: 0.0.0.0:2222"
            .formatted(file));
    refusedAtAll(
        "hostKeys: [b\n",
        "the config file \"%s\" can't be read: it is no YAML at line".formatted(file));
    refusedAtAll(
        ": {", "the config file \"%s\" can't be read: it is no YAML at line".formatted(file));
    Files.delete(file);
    assertThatExceptionOfType(BadConfig.class)
        .isThrownBy(() -> BrokerConfig.read(file, Map.of()))
        .withMessage("the config file \"%s\" can't be read: it isn't there".formatted(file));
  }

  @Test
  void aMissingKeySaysHowToMakeOne() throws Exception {
    refused(
        "userCa: user_ca\n",
        Map.of(),
        "hostKeys is missing: give at least one file that nobody else can read (in the config file,"
            + " or DORMOUSE_HOST_KEYS); make a key: ssh-keygen -q -t ed25519 -N '' -f FILE");
    refused(
        "hostKeys: [host_key]\nuserCa: other ca\n",
        Map.of(),
        ("userCa names \"%s/other ca\", line 2 of %s, which isn't there; make one: ssh-keygen -q -t"
                + " ed25519 -N '' -f '%1$s/other ca'")
            .formatted(folder, folder.resolve("broker.yaml")));
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws Exception {
    for (var mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      key("user_ca", mode);
      refused(
          KEYS,
          Map.of(),
          "userCa names \"%s/user_ca\", line 2 of %s, which others can read: chmod 600 %1$s/user_ca"
              .formatted(folder, folder.resolve("broker.yaml")));
    }
  }

  @Test
  void aFileThatIsNoPrivateKeyIsRefused() throws Exception {
    Files.writeString(folder.resolve("user_ca"), "no key\n");
    refused(
        KEYS,
        Map.of(),
        ("userCa names \"%s/user_ca\", line 2 of %s, which is no private key; make one elsewhere:"
                + " ssh-keygen -q -t ed25519 -N '' -f %1$s/new-key")
            .formatted(folder, folder.resolve("broker.yaml")));
  }

  @Test
  void aPublicHalfIsSentForTheOtherWhateverItsMode() throws Exception {
    var open = Files.writeString(folder.resolve("host_key.pub"), MintedKey.mint().publicKey());
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    refused(
        "hostKeys: [host_key.pub]\nuserCa: user_ca\n",
        Map.of(),
        "hostKeys names \"%s/host_key.pub\", line 1 of %s, which is the public half: give %1$s/host_key"
            .formatted(folder, folder.resolve("broker.yaml")));
  }

  @Test
  void aKeyWithAPassphraseIsRefusedBeforeAnythingStarts() throws Exception {
    var pair = new FileKeyPairProvider(folder.resolve("user_ca")).loadKeys(null).iterator().next();
    var lock = new OpenSSHKeyEncryptionContext();
    lock.setCipherName("AES");
    lock.setCipherType("256");
    lock.setCipherMode("CTR");
    lock.setPassword("secret");
    try (var out = Files.newOutputStream(folder.resolve("user_ca"))) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "ours", lock, out);
    }
    refused(
        KEYS,
        Map.of(),
        ("userCa names \"%s/user_ca\", line 2 of %s, which has a passphrase, and nobody is there to"
                + " type it; make one without: ssh-keygen -q -t ed25519 -N '' -f %1$s/new-key")
            .formatted(folder, folder.resolve("broker.yaml")));
  }

  @Test
  void aDamagedKeyIsRefused() throws Exception {
    Files.writeString(
        folder.resolve("host_key"),
        "-----BEGIN OPENSSH PRIVATE KEY-----\nnone\n-----END OPENSSH PRIVATE KEY-----\n");
    refused(
        KEYS,
        Map.of(),
        ("hostKeys names \"%s/host_key\", line 1 of %s, which is damaged, or of a kind that can't be"
                + " used; make one elsewhere: ssh-keygen -q -t ed25519 -N '' -f %1$s/new-key")
            .formatted(folder, folder.resolve("broker.yaml")));
  }

  @Test
  void oneKeyForTwoTasksIsRefused() throws Exception {
    Files.copy(folder.resolve("host_key"), folder.resolve("copy"), COPY_ATTRIBUTES);
    refused(
        "hostKeys: [host_key]\nuserCa: copy\n",
        IN_A_POD,
        ("userCa names \"%s/copy\", line 2 of %s, which is the key in hostKeys too: make one of its"
                + " own: ssh-keygen -q -t ed25519 -N '' -f %1$s/new-key")
            .formatted(folder, folder.resolve("broker.yaml")));
  }

  @Test
  void whatIsPrintedCanBeReadAgain() throws Exception {
    var odd = key("a: \"key\" # of ours", "rw-------");
    Files.writeString(folder.resolve("ca.pub"), MintedKey.mint().publicKey() + " ca\n");
    kubeconfig("cluster", "c");
    var config =
        read(
            """
            listen: "[::1]:2222"
            id: "007"
            kubeconfig: cluster
            hostKeys:
              - host_key
              - '%s'
            userCa: user_ca
            trustedUserCas: ca.pub
            drainFor: 1h30m
            """
                .formatted(odd.getFileName()),
            Map.of("DORMOUSE_HELLO_WITHIN", "90s"));

    var printed = config.print();

    assertThat(read(printed, Map.of())).isEqualTo(config);
    assertThat(printed)
        .startsWith(
            """
            # Where people's ssh comes in.
            # HOST:PORT; 0.0.0.0 or [::] is every address, port 0 any free one. Default: 0.0.0.0:2222. Environment: DORMOUSE_LISTEN.
            listen: "[0:0:0:0:0:0:0:1]:2222"
            """)
        .contains("helloWithin: 1m30s\n")
        .doesNotContain("PRIVATE KEY");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everySettingIsSaidInFull(Setting setting) {
    assertThat(setting.meaning()).endsWith(".");
    assertThat(setting.bounds()).isNotBlank().doesNotEndWith(".");
    assertThat(setting.variable().replace("DORMOUSE_", "").replace("_", ""))
        .isEqualToIgnoringCase(setting.key());
  }

  private BrokerConfig read(String yaml, Map<String, String> environment) throws Exception {
    return BrokerConfig.read(Files.writeString(folder.resolve("broker.yaml"), yaml), environment);
  }

  private void refused(String yaml, Map<String, String> environment, String sentence)
      throws IOException {
    var file = Files.writeString(folder.resolve("broker.yaml"), yaml);
    assertThatExceptionOfType(BadConfig.class)
        .isThrownBy(() -> BrokerConfig.read(file, environment))
        .withMessage(sentence);
  }

  private void refusedAtAll(String yaml, String beginning) throws IOException {
    var file = Files.writeString(folder.resolve("broker.yaml"), yaml);
    assertThatExceptionOfType(BadConfig.class)
        .isThrownBy(() -> BrokerConfig.read(file, Map.of()))
        .withMessageStartingWith(beginning);
  }

  private Path kubeconfig(String name, String cluster) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:6443"}}]
        contexts: [{name: c, context: {cluster: %s, user: c}}]
        current-context: c
        """
            .formatted(cluster));
  }

  private Path key(String name, String mode) throws IOException {
    var file = Files.writeString(folder.resolve(name), MintedKey.mint().privateKey());
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
