package dev.dormouse.crds.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HomeClaimTest {
  @Test
  void aSessionHasAHomeOfItsOwn() throws Exception {
    Golden.holds("home-of-session.yaml", claim("image: debian:13").orElseThrow());
  }

  @Test
  void aUsersHomeNamesNoSession() throws Exception {
    Golden.holds(
        "home-of-user.yaml",
        claim(
                """
                image: debian:13
                home: {scope: user, size: 500Mi, storageClass: fast, accessModes: [ReadWriteMany]}
                """)
            .orElseThrow());
  }

  @Test
  void noHomeIsNoClaim() {
    assertThat(claim("image: debian:13\nhome: {scope: none}")).isEmpty();
  }

  @Test
  void nothingTakesAHomeAlong() {
    assertThat(claim("image: debian:13").orElseThrow().getMetadata().getOwnerReferences())
        .isEmpty();
  }

  @Test
  void podAndClaimAgreeOnTheName() {
    var session = Alice.session("");
    var template = Alice.template("image: debian:13\nhome: {scope: user}");
    var pod = SessionPod.of(session, "k3x9q", template, Optional.empty(), "", new Bundle.None());
    assertThat(pod.getSpec().getVolumes())
        .filteredOn(volume -> volume.getName().equals(Names.HOME_VOLUME))
        .singleElement()
        .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
        .isEqualTo(HomeClaim.of(session, template).orElseThrow().getMetadata().getName());
  }

  private static Optional<PersistentVolumeClaim> claim(String template) {
    return HomeClaim.of(Alice.session(""), Alice.template(template));
  }
}
