package dev.dormouse.e2e.house;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A command that runs: what it says is heard, and stamped, while it does. */
public final class Run implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  /**
   * What a shell starts in the background ignores SIGINT, and so does all that it starts, which a
   * shell can't undo.
   */
  private static final List<String> LISTENING_TO_INT =
      List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die $!");

  private final List<String> words;
  private final Process process;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Said> said = new ArrayList<>();
  private final List<Thread> ears;

  private Run(List<String> words, Process process) {
    this.words = words;
    this.process = process;
    this.ears =
        List.of(
            Thread.ofVirtual().name("stdout of " + words).start(this::gather),
            Thread.ofVirtual().name("stderr of " + words).start(this::listen));
  }

  /** Starts a command with nothing on its stdin. */
  static Run start(List<String> words, Map<String, String> environment) {
    return start(words, environment, Redirect.from(new File("/dev/null")));
  }

  /** Starts a command; with {@code PIPE} its stdin is what is written to {@link #in}. */
  static Run start(List<String> words, Map<String, String> environment, Redirect input) {
    var all = new ArrayList<>(LISTENING_TO_INT);
    all.addAll(words);
    var builder = new ProcessBuilder(all).redirectInput(input);
    builder.environment().keySet().removeAll(List.of("SSH_AUTH_SOCK", "DISPLAY", "SSH_ASKPASS"));
    builder.environment().putAll(environment);
    try {
      return new Run(words, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("starting " + words, e);
    }
  }

  public OutputStream in() {
    return process.getOutputStream();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has said on stderr so far. */
  public synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /** What it has printed so far. */
  public synchronized String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Waits until it says a line like this on stderr. */
  public synchronized Said hear(String what, Predicate<String> wanted) throws InterruptedException {
    return until(
        "say " + what,
        () -> said.stream().filter(one -> wanted.test(one.line())).findFirst().orElse(null));
  }

  /** Waits until what it has printed contains this. */
  public synchronized String see(String text) throws InterruptedException {
    return until("print " + text, () -> printed().contains(text) ? printed() : null);
  }

  /** What may not be there yet. */
  private interface Find<T> {
    @org.jspecify.annotations.Nullable
    T find();
  }

  private synchronized <T> T until(String what, Find<T> find) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var found = find.find();
      if (found != null) {
        return found;
      }
      var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      var deaf = ears.stream().noneMatch(Thread::isAlive);
      if (left <= 0 || deaf) {
        throw new AssertionError(
            words
                + (deaf ? " ended" : " ran too long")
                + ", and didn't "
                + what
                + "; it printed "
                + printed()
                + "; it said "
                + said);
      }
      wait(Math.min(left, 100));
    }
  }

  /** Waits for its end. */
  public Ran ended() throws InterruptedException {
    return ended(PATIENCE);
  }

  /** Waits for its end; one that takes longer than this is killed and fails the test. */
  public Ran ended(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      close();
      throw new AssertionError(
          "%s ran longer than %s; it printed %s; it said %s"
              .formatted(words, patience, printed(), said()));
    }
    for (var ear : ears) {
      // A child that it left behind may hold the other end: what it said itself is here by then.
      ear.join(Duration.ofSeconds(5));
    }
    synchronized (this) {
      return new Ran(process.exitValue(), out.toByteArray(), List.copyOf(said));
    }
  }

  /** Ctrl-C. */
  public void interrupt() {
    signal("INT");
  }

  /** Sends a signal by its name. */
  public void signal(String name) {
    Signals.send(name, process.pid());
  }

  /** Its process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void gather() {
    var buffer = new byte[1 << 16];
    try (var stream = process.getInputStream()) {
      for (var count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        synchronized (this) {
          out.write(buffer, 0, count);
          notifyAll();
        }
      }
    } catch (IOException over) {
      // It was killed: what came until then counts.
    }
  }

  private void listen() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (this) {
          said.add(new Said(Instant.now(), line));
          notifyAll();
        }
      }
    } catch (IOException over) {
      // It was killed: what came until then counts.
    }
  }
}
