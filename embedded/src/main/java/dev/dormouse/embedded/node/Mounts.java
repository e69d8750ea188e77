package dev.dormouse.embedded.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pod's volumes as folders of this machine.
 *
 * <p>A process can't be given another file system without rights that a laptop's user lacks, so
 * nothing appears at its mount path: a container finds the folder in {@code
 * DORMOUSE_MOUNT_VOLUMENAME}.
 */
final class Mounts {
  private final Site site;
  private final Pod pod;
  private final Map<String, Path> folders = new HashMap<>();

  /** That a volume can't be mounted yet, in a kubelet's words. */
  static final class NotYet extends Exception {
    private static final long serialVersionUID = 1;
    private final String sentence;

    NotYet(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  private Mounts(Site site, Pod pod) {
    this.site = site;
    this.pod = pod;
  }

  static Mounts of(Site site, Pod pod) throws NotYet, IOException {
    var mounts = new Mounts(site, pod);
    for (Volume volume : pod.getSpec().getVolumes()) {
      mounts.folders.put(volume.getName(), mounts.folder(volume));
    }
    return mounts;
  }

  /** Where the volume lies that this container mounts there. */
  Optional<Path> at(Container container, String mountPath) {
    return container.getVolumeMounts().stream()
        .filter(mount -> mount.getMountPath().equals(mountPath))
        .findFirst()
        .flatMap(mount -> volume(mount.getName()));
  }

  Optional<Path> volume(String name) {
    return Optional.ofNullable(folders.get(name));
  }

  Map<String, String> variables(Container container) {
    Map<String, String> variables = new HashMap<>();
    for (VolumeMount mount : container.getVolumeMounts()) {
      String name = mount.getName().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
      volume(mount.getName())
          .ifPresent(folder -> variables.put("DORMOUSE_MOUNT_" + name, folder.toString()));
    }
    return variables;
  }

  private Path folder(Volume volume) throws NotYet, IOException {
    if (volume.getPersistentVolumeClaim() != null) {
      String claim = volume.getPersistentVolumeClaim().getClaimName();
      return Files.createDirectories(site.folders().claim(pod.getMetadata().getNamespace(), claim));
    }
    Path folder =
        Files.createDirectories(
            Folders.inside(site.folders().pod(pod).resolve("volumes"), volume.getName()));
    if (volume.getSecret() != null) {
      secret(volume.getName(), volume.getSecret(), folder);
    } else if (volume.getConfigMap() != null) {
      configMap(volume.getName(), volume.getConfigMap().getName(), folder);
    }
    return folder;
  }

  private void secret(String volume, SecretVolumeSource source, Path folder)
      throws NotYet, IOException {
    Secret secret =
        site.client()
            .secrets()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(source.getSecretName())
            .get();
    if (secret == null && Boolean.TRUE.equals(source.getOptional())) {
      return;
    }
    if (secret == null) {
      throw notFound(volume, "secret", source.getSecretName());
    }
    int mode = source.getDefaultMode() == null ? 0644 : source.getDefaultMode();
    for (var entry : Optional.ofNullable(secret.getData()).orElse(Map.of()).entrySet()) {
      write(
          Folders.inside(folder, entry.getKey()),
          Base64.getDecoder().decode(entry.getValue()),
          mode);
    }
  }

  private void configMap(String volume, String name, Path folder) throws NotYet, IOException {
    var map =
        site.client()
            .configMaps()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(name)
            .get();
    if (map == null) {
      throw notFound(volume, "configmap", name);
    }
    for (var entry : Optional.ofNullable(map.getData()).orElse(Map.of()).entrySet()) {
      byte[] bytes = entry.getValue().getBytes(StandardCharsets.UTF_8);
      write(Folders.inside(folder, entry.getKey()), bytes, 0644);
    }
  }

  private static NotYet notFound(String volume, String kind, String name) {
    return new NotYet(
        "MountVolume.SetUp failed for volume \"%s\" : %s \"%s\" not found"
            .formatted(volume, kind, name));
  }

  private static void write(Path file, byte[] content, int mode) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, content);
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode >> (all.length - 1 - bit) & 1) == 1) {
        permissions.add(all[bit]);
      }
    }
    Files.setPosixFilePermissions(file, permissions);
  }
}
