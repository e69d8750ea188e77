package dev.dormouse.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProtobufTest {
  /** As kubectl 1.36 sends it for {@code create namespace zz}. */
  private static final String NAMESPACE =
      "k8s\0\n\17\n\2v1\22\tNamespace\22\32\n\22\n\2zz\22\0\32\0\"\0*\0002\0008\0B\0\22\0\32\2\n\0\32\0\"\0";

  @Test
  void readsWhatKubectlSends() {
    assertThat(Protobuf.read(bytes(NAMESPACE)))
        .isEqualTo(
            Json.literal(
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"zz\"}}"));
  }

  @Test
  void refusesWhatItCantRead() {
    assertThatThrownBy(() -> Protobuf.read(bytes(NAMESPACE.replace("Namespace", "PodOfAPod"))))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(415));
    assertThatThrownBy(() -> Protobuf.read(bytes("k8s\0\n\177")))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(400));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
