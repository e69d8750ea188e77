import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * {@code java build/Rehearse.java cli/target}: runs a demo with a login once, and keeps the classes that it took in
 * dormouse.jsa, ready to be mapped: Dormouse starts in two thirds of the time with it, and works as well without it. So what
 * goes wrong here is said, and nothing more.
 */
final class Rehearse {
  private static final long START = 120;
  private static final long LOGIN = 60;
  private static final long END = 120;
  private static final long YEARS_SINCE_1985 = 1_000_000_000;

  private final Path target;
  private final Path archive;
  private final List<String> jars = new ArrayList<>();

  private Rehearse(Path target) {
    this.target = target;
    this.archive = target.resolve("dormouse.jsa");
  }

  public static void main(String... words) throws IOException, InterruptedException {
    new Rehearse(Path.of(words[0])).run();
  }

  private void run() throws IOException, InterruptedException {
    var rehearsed = target.resolve("rehearsed");
    var now = System.getProperty("java.home") + " " + Runtime.version() + "\n" + jars();
    if (Files.exists(archive) && Files.exists(rehearsed) && Files.readString(rehearsed).equals(now)) {
      return;
    }
    Files.deleteIfExists(archive);
    var folder = Files.createTempDirectory("dormouse-rehearsal");
    try {
      demo(folder);
      Files.writeString(rehearsed, now);
    } finally {
      try (var all = Files.walk(folder)) {
        for (var one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  /**
   * What there is to rehearse. Java takes the archive only for jars with the times that they had: each gets one that is made
   * from its content, and is the same wherever and whenever that was built.
   */
  private String jars() throws IOException {
    var list = new StringBuilder();
    try (var files = Files.list(target.resolve("dormouse/lib"))) {
      for (var jar : files.filter(one -> one.toString().endsWith(".jar")).sorted().toList()) {
        var crc = new CRC32();
        crc.update(Files.readAllBytes(jar));
        var time = Instant.ofEpochSecond(500_000_000 + crc.getValue() % YEARS_SINCE_1985);
        Files.setLastModifiedTime(jar, FileTime.from(time));
        jars.add(jar.toString());
        list.append(jar.getFileName()).append(' ').append(crc.getValue()).append('\n');
      }
    }
    return list.toString();
  }

  private void demo(Path folder) throws IOException, InterruptedException {
    var log = folder.resolve("log");
    var demo =
        start(
            log,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:ArchiveClassesAtExit=" + archive,
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            String.join(System.getProperty("path.separator"), jars),
            "dev.dormouse.cli.Dormouse",
            "demo",
            "--dir",
            folder.resolve("demo").toString(),
            "--port",
            "0",
            "--user",
            "rehearsal");
    try {
      var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START);
      while (!Files.readString(log).contains("Ctrl-C ends it")) {
        if (!demo.isAlive() || System.nanoTime() > until) {
          complain("the demo didn't start: " + Files.readString(log));
          return;
        }
        Thread.sleep(100);
      }
      login(folder, "rehearsal-shell", "true");
      login(folder, "rehearsal", "ls");
      demo.destroy();
      if (!demo.waitFor(END, TimeUnit.SECONDS) || !Files.exists(archive)) {
        complain("nothing came of it: " + Files.readString(log));
      }
    } finally {
      demo.destroyForcibly();
    }
  }

  private static void login(Path folder, String user, String command)
      throws IOException, InterruptedException {
    var config = folder.resolve("demo/ssh_config").toString();
    var log = folder.resolve("ssh.log");
    try {
      var ssh = start(log, "ssh", "-F", config, user, command);
      if (!ssh.waitFor(LOGIN, TimeUnit.SECONDS)) {
        ssh.destroyForcibly();
      }
    } catch (IOException none) {
      complain("there is no ssh: " + none.getMessage());
    }
  }

  private static Process start(Path log, String... words) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(log.toFile())
        .start();
  }

  private static void complain(String why) {
    System.out.println("[WARNING] Dormouse will start slowly, since its rehearsal failed: " + why);
  }
}
