package dev.dormouse.e2e.laws;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** What the laws look for and ArchUnit has no word for. */
final class Conditions {
  static final ArchCondition<JavaClass> LIVE_IN_A_NULL_MARKED_PACKAGE =
      condition("live in a package whose package-info is @NullMarked", Conditions::nullMarked);

  static final ArchCondition<JavaClass> EXTEND_A_CLASS_OF_OURS =
      condition("extend a class of ours", Conditions::extendsOurs);

  private Conditions() {}

  private static boolean nullMarked(JavaClass one) {
    return one.getPackage()
        .tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  /** An enum's constant with a body is a class of its own, and no heir in our sense. */
  private static boolean extendsOurs(JavaClass one) {
    return one.getRawSuperclass()
        .filter(parent -> parent.getPackageName().startsWith("dev.dormouse"))
        .filter(parent -> !parent.isEnum())
        .isPresent();
  }

  private static ArchCondition<JavaClass> condition(String words, Predicate<JavaClass> kept) {
    return new ArchCondition<>(words) {
      @Override
      public void check(JavaClass one, ConditionEvents events) {
        var is = kept.test(one);
        events.add(
            new SimpleConditionEvent(
                one, is, "%s does%s %s".formatted(one.getName(), is ? "" : " not", words)));
      }
    };
  }
}
