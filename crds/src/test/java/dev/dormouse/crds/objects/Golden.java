package dev.dormouse.crds.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds an object against the YAML beside the tests; {@code -Dgolden=write} writes it anew. */
final class Golden {
  private static final Path FOLDER =
      Path.of("src/test/resources", Golden.class.getPackageName().replace('.', '/'));

  private Golden() {}

  static void holds(String file, HasMetadata object) throws IOException {
    String yaml = Alice.YAML.asYaml(object);
    Path golden = FOLDER.resolve(file);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(golden, yaml);
    }
    assertThat(yaml).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }
}
