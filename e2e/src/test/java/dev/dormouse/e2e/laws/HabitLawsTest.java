package dev.dormouse.e2e.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static dev.dormouse.e2e.laws.House.keeps;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a class of ours behaves, whatever room it lives in. */
class HabitLawsTest {
  /**
   * Who reads clock and environment, and passes them on: what wires, and the default of a cluster
   * for tests.
   */
  private static final String MAINS =
      "dev\\.dormouse\\.(.+\\.Main|cli\\.Dormouse|embedded\\.ClusterOptions)(\\$.*)?";

  /** Rooms that still hand Optionals around. */
  private static final String[] NOT_YET = {
    "dev.dormouse.crds.objects..", "dev.dormouse.embedded.node.."
  };

  @Test
  void clockAndEnvironmentAreReadInMainAlone() {
    keeps(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.dormouse.e2e..")
            .and()
            .haveNameNotMatching(MAINS)
            .should()
            .accessTargetWhere(Reads.CLOCK_OR_ENVIRONMENT)
            .because("time and environment are arguments"));
  }

  @Test
  void everyPackageIsNullMarked() {
    keeps(classes().should(Conditions.LIVE_IN_A_NULL_MARKED_PACKAGE));
  }

  @Test
  void nobodyInheritsFromAClassOfOurs() {
    keeps(
        noClasses()
            .should(Conditions.EXTEND_A_CLASS_OF_OURS)
            .because("a sealed interface and records say it better"));
  }

  @Test
  void nobodyLogsByJavaUtilLogging() {
    keeps(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .because("logs go through SLF4J"));
  }

  @Test
  void onlyTheCommandPrints() {
    keeps(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.dormouse.cli..")
            .and()
            .haveNameNotMatching(MAINS)
            .should(ACCESS_STANDARD_STREAMS)
            .because("a room's words go to the log or to its caller"));
  }

  @Test
  void nobodyReflects() {
    keeps(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.dormouse.e2e..", "dev.dormouse.crds.build..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .because("what the compiler can't see it can't check"));
  }

  @Test
  void nobodyHandsALoopsWorkToAPoolOfWorkers() {
    keeps(
        noClasses()
            .should()
            .accessTargetWhere(Reads.EXECUTE_BLOCKING)
            .because("what may wait has a virtual thread of its own"));
  }

  @Test
  void noNameSaysNothing() {
    keeps(
        noClasses()
            .should()
            .haveNameMatching(
                "(.*[.$])?((Abstract|Base)[A-Z]\\w*|\\w*(Manager|Helper|Util|Utils|Impl))")
            .because("a name says what it is"));
  }

  @Test
  void noFieldIsOptional() {
    keeps(
        noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(NOT_YET)
            .should()
            .haveRawType(Optional.class)
            .because("a case says it better"));
  }

  @Test
  void noParameterIsOptional() {
    keeps(
        noCodeUnits()
            .that(areWritten())
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(NOT_YET)
            .should()
            .haveRawParameterTypes(anOptional())
            .because("a caller that has nothing has another method to call"));
  }

  private static DescribedPredicate<HasModifiers> areWritten() {
    return DescribedPredicate.describe(
        "are written", one -> !one.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  private static DescribedPredicate<List<JavaClass>> anOptional() {
    return DescribedPredicate.describe(
        "an Optional", all -> all.stream().anyMatch(one -> one.isEquivalentTo(Optional.class)));
  }

  /** What a line of code may read. */
  private static final class Reads {
    private static final String NOW =
        "java\\.time\\.\\w+\\.now"
            + "|java\\.time\\.(Clock|InstantSource)\\.(system|tick)\\w*"
            + "|java\\.lang\\.System\\.(currentTimeMillis|getenv)"
            + "|java\\.util\\.Calendar\\.getInstance|java\\.util\\.Date\\.<init>";

    static final DescribedPredicate<JavaAccess<?>> CLOCK_OR_ENVIRONMENT =
        DescribedPredicate.describe(
            "the target reads clock or environment",
            one -> named(one).matches(NOW) && !one.getTarget().getFullName().contains("Clock)"));

    static final DescribedPredicate<JavaAccess<?>> EXECUTE_BLOCKING =
        DescribedPredicate.describe(
            "the target is executeBlocking",
            one -> named(one).matches("io\\.vertx\\..*\\.executeBlocking"));

    private static String named(JavaAccess<?> access) {
      return access.getTargetOwner().getName() + "." + access.getName();
    }
  }
}
