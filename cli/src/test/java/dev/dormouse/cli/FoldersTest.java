package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {
  private static final Path HOME = Path.of("/home/alice");

  @Test
  void dataIsWhereTheDesktopWantsIt() {
    var folders = Folders.of(Map.of("XDG_DATA_HOME", "/data"), HOME);

    assertThat(folders.cluster()).isEqualTo(Path.of("/data/dormouse/cluster"));
  }

  @Test
  void elseItIsInTheHome() {
    var usual = Path.of("/home/alice/.local/share/dormouse/cluster");

    assertThat(Folders.of(Map.of(), HOME).cluster()).isEqualTo(usual);
    assertThat(Folders.of(Map.of("XDG_DATA_HOME", ""), HOME).cluster()).isEqualTo(usual);
    assertThat(Folders.of(Map.of("XDG_DATA_HOME", "here"), HOME).cluster()).isEqualTo(usual);
  }
}
