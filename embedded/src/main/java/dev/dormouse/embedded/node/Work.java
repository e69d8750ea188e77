package dev.dormouse.embedded.node;

import dev.dormouse.crds.objects.Environment;
import dev.dormouse.crds.objects.HostKey;
import dev.dormouse.crds.objects.Names;
import dev.dormouse.crds.objects.SessionContainer;
import dev.dormouse.embedded.node.Play.Act;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a container of this pod is on this machine: the session's an sshd, one with a command that
 * command, any other a process that waits, since no image's own entry point is here.
 */
record Work(Site site, Pod pod, Mounts mounts, Addresses.Place place) {
  private static final Set<String> OF_THE_MACHINE =
      Set.of("PATH", "LANG", "TMPDIR", "USER", "LOGNAME", "SHELL");

  Process start(Container container, Path log) throws IOException, Variables.Missing {
    Path folder = Files.createDirectories(site.folders().container(pod, container.getName()));
    Map<String, String> variables = new HashMap<>(mounts.variables(container));
    variables.putAll(Variables.of(site, pod, container, place.address()));
    var process = new ProcessBuilder(command(container, folder, variables));
    process.environment().keySet().retainAll(OF_THE_MACHINE);
    process.environment().putAll(variables);
    return process
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(log.toFile())
        .start();
  }

  private List<String> command(Container container, Path folder, Map<String, String> variables)
      throws IOException {
    if (Play.of(pod).has(Act.CRASH_LOOP)) {
      return List.of("/bin/sh", "-c", "echo 'it crashes, as it was told to' >&2; exit 1");
    }
    if (container.getName().equals(Names.CONTAINER)) {
      return site.sshd().command(door(container, folder, variables));
    }
    if (container.getCommand().isEmpty()) {
      return List.of("tail", "-f", "/dev/null");
    }
    return Stream.concat(container.getCommand().stream(), container.getArgs().stream())
        .map(word -> Variables.expanded(word, variables))
        .toList();
  }

  private Sshd.Door door(Container container, Path folder, Map<String, String> variables)
      throws IOException {
    Path hostKey =
        mounts
            .at(container, SessionContainer.HOST_KEY_FOLDER)
            .orElseThrow(
                () ->
                    new IOException(
                        "no host key is mounted at " + SessionContainer.HOST_KEY_FOLDER))
            .resolve(HostKey.FILE);
    Path home = mounts.volume(Names.HOME_VOLUME).orElse(folder.resolve("home"));
    return new Sshd.Door(
        folder,
        place,
        hostKey,
        variables.getOrDefault(Environment.USER_CA, ""),
        variables.getOrDefault(Environment.PRINCIPAL, ""),
        Files.createDirectories(home),
        variables);
  }
}
