package dev.dormouse.reaper.hands;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dormouse.crds.objects.TemplateProblem;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in each template's status why no session can be made from it, whenever a template or a
 * flavor has changed. They aren't many: all of them are looked at, and those that differ written.
 */
final class TemplateStatuses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemplateStatuses.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Calls calls;
  private final Known known;
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("templates").unstarted(this::run);

  TemplateStatuses(Calls calls, Known known) {
    this.calls = calls;
    this.known = known;
  }

  /** Begins, when everything that is there is known. */
  void start() {
    changed();
    thread.start();
  }

  void changed() {
    changes.release();
  }

  private void run() {
    try {
      while (true) {
        changes.acquire();
        changes.drainPermits();
        Duration pause = FIRST_PAUSE;
        while (!told()) {
          Thread.sleep(pause);
          pause = pause.multipliedBy(2);
          pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all of it was taken. What came too late has changed, and is looked at for that. */
  private boolean told() {
    try {
      known.templates().all().forEach(this::tell);
      return true;
    } catch (KubernetesClientException refused) {
      LOG.atWarn().addKeyValue("why", refused.getMessage()).log("a template's status isn't told");
      return false;
    }
  }

  private void tell(GenericKubernetesResource template) {
    String problem = TemplateProblem.of(known.templates().of(template), known::isFlavor);
    if (!problem.equals(requireNonNullElse(template.get("status", "problem"), ""))) {
      var _ =
          calls.patchStatus(
              template,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("problem", problem.isEmpty() ? null : problem));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
