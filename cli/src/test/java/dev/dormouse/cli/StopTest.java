package dev.dormouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StopTest {
  @Test
  void aJvmThatRunsIsNotAskedToEnd() {
    assertThat(new Stop().isAsked()).isFalse();
  }

  @Test
  void aJvmThatEndsIsAskedToThoughNobodyListenedInTime() throws Exception {
    var process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                EndsAtOnce.class.getName())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("true");
    assertThat(process.waitFor()).isZero();
  }

  /** A JVM of its own, asked while it ends. */
  static final class EndsAtOnce {
    public static void main(String[] args) {
      var stop = new Stop();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print(stop.isAsked())));
    }
  }
}
