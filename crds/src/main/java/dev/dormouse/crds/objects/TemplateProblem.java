package dev.dormouse.crds.objects;

import static java.util.Objects.requireNonNullElse;

import java.util.function.Predicate;

/** Why nothing can be made from a template: the words of its status, and of a login to it. */
public final class TemplateProblem {
  private TemplateProblem() {}

  /**
   * Empty when something can be made from it.
   *
   * @param isFlavor whether there is a flavor of this name
   */
  public static String of(ReadTemplate read, Predicate<String> isFlavor) {
    return switch (read) {
      case ReadTemplate.Legible(var template, var problem) when problem.isEmpty() -> {
        String flavor = requireNonNullElse(template.getSpec().flavor(), "");
        yield flavor.isEmpty() || isFlavor.test(flavor) ? "" : noFlavor(flavor);
      }
      case ReadTemplate.Legible(_, var problem) -> problem;
      case ReadTemplate.Illegible(var problem) -> problem;
    };
  }

  /** That a flavor is named which isn't there. */
  public static String noFlavor(String flavor) {
    return "its flavor \"%s\" isn't there".formatted(flavor);
  }

  /** As it goes on after "small can't start: ". */
  public static String atLogin(String template, String problem) {
    return "its template \"%s\" can't work: %s".formatted(template, problem);
  }
}
