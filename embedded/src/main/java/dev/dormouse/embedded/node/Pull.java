package dev.dormouse.embedded.node;

import dev.dormouse.embedded.node.Play.Act;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;

/**
 * The fetching of an image, played: any exists but those of a registry under {@code .invalid}, the
 * name that RFC 2606 keeps from ever existing.
 */
record Pull(Site site, Pod pod, Container container, StatusBoard board) {

  /** Returns when the image is there; for one that doesn't exist, never. */
  void await() throws InterruptedException {
    String image = container.getImage();
    String name = container.getName();
    Play play = Play.of(pod);
    if (site.images().contains(image)
        && !play.has(Act.SLOW_PULL)
        && !play.has(Act.IMAGE_NOT_FOUND)) {
      site.events().normal(pod, name, "Pulled", present(image));
      return;
    }
    while (play.has(Act.IMAGE_NOT_FOUND) || ofNoRegistry(image)) {
      site.events().normal(pod, name, "Pulling", "Pulling image \"%s\"".formatted(image));
      fail(image, name);
    }
    if ("Never".equals(container.getImagePullPolicy()) || local(image)) {
      site.images().add(image);
      site.events().normal(pod, name, "Pulled", present(image));
      return;
    }
    site.events().normal(pod, name, "Pulling", "Pulling image \"%s\"".formatted(image));
    Duration span = play.after(Act.SLOW_PULL).orElse(site.pace().pull());
    Thread.sleep(span);
    site.images().add(image);
    site.events()
        .normal(
            pod,
            name,
            "Pulled",
            "Successfully pulled image \"%s\" in %s (%s including waiting). Image size: 0 bytes."
                .formatted(image, spoken(span), spoken(span)));
  }

  private void fail(String image, String name) throws InterruptedException {
    String why =
        "failed to pull and unpack image \"%s\": failed to resolve image: %s: not found"
            .formatted(image, image);
    Thread.sleep(site.pace().pull().dividedBy(5));
    site.events()
        .warning(pod, name, "Failed", "Failed to pull image \"%s\": %s".formatted(image, why));
    site.events().warning(pod, name, "Failed", "Error: ErrImagePull");
    board.container(name, view -> view.waitingFor("ErrImagePull", why));
    Thread.sleep(site.pace().retry());
    String backOff = "Back-off pulling image \"%s\"".formatted(image);
    site.events().normal(pod, name, "BackOff", backOff);
    site.events().warning(pod, name, "Failed", "Error: ImagePullBackOff");
    board.container(
        name, view -> view.waitingFor("ImagePullBackOff", backOff + ": ErrImagePull: " + why));
    Thread.sleep(site.pace().retry().multipliedBy(2));
  }

  private static String present(String image) {
    return "Container image \"%s\" already present on machine and can be accessed by the pod"
        .formatted(image);
  }

  private static boolean ofNoRegistry(String image) {
    return image.replaceFirst("/.*", "").endsWith(".invalid");
  }

  /** As the images of a test cluster, which nothing can pull: they are there from the start. */
  private static boolean local(String image) {
    return image.replaceFirst("/.*", "").endsWith(".test");
  }

  private static String spoken(Duration span) {
    return span.toMillis() < 1000 ? span.toMillis() + "ms" : span.toMillis() / 1000.0 + "s";
  }
}
