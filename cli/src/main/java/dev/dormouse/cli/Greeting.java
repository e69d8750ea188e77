package dev.dormouse.cli;

import java.nio.file.Path;

/** What a person reads when a cluster is up: where it is, what to type, how it ends. */
final class Greeting {
  private Greeting() {}

  static String of(Path kubeconfig, Path folder) {
    return """
        A small Kubernetes is up. Everything is on this machine, in %s

          export KUBECONFIG=%s
          kubectl get sessions -A      the sessions; nothing wakes them yet
          kubectl get crds             what it knows of Dormouse

        Its pods are processes of yours, and only volumes outlive it: it is for one laptop and for tests.
        Ctrl-C ends it.
        """
        .formatted(folder, ShellWord.of(kubeconfig.toString()));
  }
}
