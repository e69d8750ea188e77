package dev.dormouse.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.broker.login.Proof.ByCertificate;
import dev.dormouse.broker.refusal.Code;
import dev.dormouse.broker.refusal.Refusal;
import dev.dormouse.crds.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B1")
class CertificateTest {
  private static final Set<String> ALL =
      Set.of(
          "permit-agent-forwarding",
          "permit-port-forwarding",
          "permit-X11-forwarding",
          "permit-pty",
          "permit-user-rc");
  private static final House HOUSE =
      Houses.with(
          List.of(Houses.user("alice"), Houses.suspended("eve")),
          List.of(Houses.template("small")),
          List.of());

  @Test
  void aCertificateAllowsWhatItPermits() {
    assertThat(to(certificate(Map.of(), ALL)).policy()).isEqualTo(Policy.EVERYTHING);
    assertThat(to(certificate(Map.of(), Set.of("permit-pty"))).policy())
        .isEqualTo(new Policy(false, false, false));
    assertThat(
            to(certificate(Map.of(), Set.of("permit-port-forwarding", "something-new"))).policy())
        .isEqualTo(new Policy(false, true, false));
    assertThat(to(certificate(Map.of(), Set.of("permit-x11-forwarding"))).policy())
        .as("an extension's name is exact")
        .isEqualTo(new Policy(false, false, false));
  }

  @Test
  void aTerminalAndUserRcAreToBePermittedToo() {
    assertThat(certificate(Map.of(), ALL).pty()).isTrue();
    assertThat(certificate(Map.of(), ALL).userRc()).isTrue();
    assertThat(certificate(Map.of(), Set.of("permit-user-rc")).pty()).isFalse();
    assertThat(certificate(Map.of(), Set.of("permit-pty")).userRc()).isFalse();
    var key = new Proof.ByKey(certificate(Map.of(), ALL).key());
    assertThat(key.pty() && key.userRc()).as("a key of one's own").isTrue();
  }

  @Test
  void aCertificateForOneCommandIsGoodForThatAlone() {
    var certificate = certificate(Map.of("force-command", "rsync --server ."), ALL);

    assertThat(to(certificate).forceCommand()).isEqualTo("rsync --server .");
    assertThat(refused("alice", certificate).code()).isEqualTo(Code.DENIED);
    assertThat(refused("alice", certificate).next())
        .containsExactly("say which session: ssh alice-NAME@host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void aCommandThatIsNoneIsNotTakenForAnyCommand(String command) {
    for (String login : new String[] {"alice", "alice-small"}) {
      assertThat(refused(login, certificate(Map.of("force-command", command), ALL)).headline())
          .isEqualTo("your certificate is for one command, and names none (DM-DENIED)");
    }
  }

  @Test
  void aSourceAddressWasLookedAtBefore() {
    assertThat(to(certificate(Map.of("source-address", "10.0.0.0/8"), ALL)).forceCommand())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify-required", "Force-Command", "no-such-option@example.com"})
  void aDemandThatCannotBeKeptIsRefused(String option) {
    for (String login : new String[] {"alice", "alice-small"}) {
      assertThat(refused(login, certificate(Map.of(option, ""), ALL)).headline())
          .isEqualTo(
              "your certificate demands \"%s\", which can't be kept here (DM-DENIED)"
                  .formatted(option));
    }
  }

  @Test
  void aCertificateOfSomebodyElseAdmitsNobody() {
    var bobs =
        new ByCertificate(
            Keys.number(9), Keys.number(100), "bob", 1, List.of("bob"), Map.of(), ALL);

    assertThat(refused("alice-small", bobs).code()).isEqualTo(Code.DENIED);
  }

  @Test
  void aCertificateDoesNotOutliveASuspension() {
    assertThat(refused("eve-small", certificate(Map.of(), ALL)).code()).isEqualTo(Code.SUSPENDED);
  }

  private static ByCertificate certificate(Map<String, String> options, Set<String> extensions) {
    return new ByCertificate(
        Keys.number(9), Keys.number(100), "id", 1, List.of("alice", "eve"), options, extensions);
  }

  private static Admission.To to(Proof proof) {
    return (Admission.To) Admissions.admit(HOUSE, "alice-small", proof);
  }

  private static Refusal refused(String login, Proof proof) {
    return ((Admission.Refused) Admissions.admit(HOUSE, login, proof)).why();
  }
}
