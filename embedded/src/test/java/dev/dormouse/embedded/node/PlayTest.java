package dev.dormouse.embedded.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.embedded.node.Play.Act;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlayTest {
  @Test
  void severalActsCanBePlayed() {
    Play play = Play.of(pod("never-ready, slow-pull=300ms,evict=5s"));
    assertThat(play.acts())
        .containsEntry(Act.NEVER_READY, Duration.ZERO)
        .containsEntry(Act.SLOW_PULL, Duration.ofMillis(300))
        .containsEntry(Act.EVICT, Duration.ofSeconds(5));
    assertThat(play.mistake()).isEmpty();
  }

  @Test
  void aPodWithoutTheAnnotationPlaysNothing() {
    assertThat(Play.of(new PodBuilder().withNewMetadata().endMetadata().build()).acts()).isEmpty();
  }

  @Test
  void whatCantBePlayedIsToldWithWhatCan() {
    assertThat(Play.of(pod("explode=3s")).mistake())
        .hasValueSatisfying(
            sentence -> assertThat(sentence).contains("\"explode=3s\"").contains("crash-loop"));
    assertThat(Play.of(pod("evict=soon")).mistake()).isPresent();
  }

  private static Pod pod(String play) {
    return new PodBuilder()
        .withNewMetadata()
        .addToAnnotations(Play.ANNOTATION, play)
        .endMetadata()
        .build();
  }
}
