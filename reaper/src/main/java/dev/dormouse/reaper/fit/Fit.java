package dev.dormouse.reaper.fit;

import static java.util.stream.Collectors.joining;

import dev.dormouse.crds.FlavorStatus.Schedulable;
import java.util.List;
import java.util.Map;

/**
 * Whether there is a node for a size.
 *
 * @param why in words for those who choose among sizes
 */
public record Fit(Schedulable schedulable, String why) {

  /** When nobody may look at the nodes, or nobody has yet. */
  public static final Fit UNKNOWN = new Fit(Schedulable.UNKNOWN, "the nodes can't be seen");

  /**
   * Looks at each node as if it was empty.
   *
   * @param grows whether the cluster can add nodes; of what kind it doesn't tell
   */
  public static Fit of(Need need, List<Node> nodes, boolean grows) {
    long fit = nodes.stream().filter(node -> isFit(need, node)).count();
    if (fit > 0) {
      return new Fit(Schedulable.YES, "fits %d of %d nodes".formatted(fit, nodes.size()));
    }
    String no = no(need, nodes);
    return grows
        ? new Fit(Schedulable.AUTOSCALED, no + ", but the cluster can add nodes")
        : new Fit(Schedulable.NO, no);
  }

  private static boolean isFit(Need need, Node node) {
    return node.isLabelled(need.labels()) && need.keptOff(node).isEmpty() && need.fits(node);
  }

  /** What the nodes lack that came closest. */
  private static String no(Need need, List<Node> nodes) {
    if (nodes.isEmpty()) {
      return "there is no node";
    }
    List<Node> labelled = nodes.stream().filter(one -> one.isLabelled(need.labels())).toList();
    if (labelled.isEmpty()) {
      return "no node is labelled " + labels(need.labels());
    }
    List<Node> open = labelled.stream().filter(one -> need.keptOff(one).isEmpty()).toList();
    return open.isEmpty()
        ? "every fit node is kept for others (%s)"
            .formatted(need.keptOff(labelled.getFirst()).map(Node.Taint::toString).orElse(""))
        : "no node has room for " + amounts(need, open);
  }

  private static String labels(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue())
        .collect(joining(","));
  }

  /** Those that are too much for every node; all of them, when it's only their sum that is. */
  private static String amounts(Need need, List<Node> nodes) {
    String tooMuch =
        need.amounts().entrySet().stream()
            .filter(
                one ->
                    nodes.stream()
                        .noneMatch(node -> node.hasRoomFor(one.getKey(), one.getValue().value())))
            .map(one -> words(one.getKey(), one.getValue()))
            .collect(joining(" and "));
    return tooMuch.isEmpty()
        ? need.amounts().entrySet().stream()
                .map(one -> words(one.getKey(), one.getValue()))
                .collect(joining(" and "))
            + " at once"
        : tooMuch;
  }

  private static String words(String resource, Need.Amount amount) {
    return resource.contains("memory") || resource.contains("storage")
        ? amount.words() + " of " + resource
        : amount.words() + " " + resource;
  }
}
