package dev.dormouse.e2e.laws;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.dormouse.e2e.laws.House.keeps;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who may import whom. */
class RoomLawsTest {
  private static final String OURS = "dev.dormouse..";
  static final String[] PURE = {
    "dev.dormouse.broker.refusal..",
    "dev.dormouse.broker.login..",
    "dev.dormouse.broker.wake..",
    "dev.dormouse.reaper.mind..",
    "dev.dormouse.reaper.fit.."
  };

  @ParameterizedTest
  @FieldSource("PURE")
  void pureRoomsImportNothingButJavaAndCrds(String room) {
    keeps(
        classes()
            .that()
            .resideInAPackage(room)
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "dev.dormouse.crds..",
                    "dev.dormouse.broker.refusal..",
                    room))
            .because("what decides is a function of its arguments"));
  }

  @Test
  void pureRoomsKnowNoThreadsButThoseOfAWake() {
    keeps(
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.dormouse.broker.login..",
                "dev.dormouse.reaper.mind..",
                "dev.dormouse.reaper.fit..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("java.util.concurrent..").or(simpleName("Thread")))
            .because("only broker.wake waits"));
  }

  @Test
  void pureRoomsTouchNoFileAndNoSocket() {
    keeps(
        noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http.."))
            .because("what does I/O decides nothing"));
  }

  @Test
  void vertxAndNettyStayOnTheDataPath() {
    keeps(
        noClasses()
            .that(
                notIn(
                    "dev.dormouse.broker.net..",
                    "dev.dormouse.broker.relay..",
                    "dev.dormouse.metrics..",
                    "dev.dormouse.embedded..",
                    "dev.dormouse.cli..",
                    "dev.dormouse.e2e.."))
            .and(areNot("dev.dormouse.broker.Broker"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..")
            .because("the event loop carries bytes, everything else is a plain story"));
  }

  @Test
  void fabric8StaysWithThoseWhoTalkToTheCluster() {
    keeps(
        noClasses()
            .that(
                notIn(
                    "dev.dormouse.broker.cluster..",
                    "dev.dormouse.reaper..",
                    "dev.dormouse.crds..",
                    "dev.dormouse.metrics.calls..",
                    "dev.dormouse.embedded..",
                    "dev.dormouse.cli.bench..",
                    "dev.dormouse.e2e.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..")
            .because("the cluster is reached from broker.cluster and the reaper's hands"));
  }

  @Test
  void crdsImportNoRoomOfOurs() {
    onlyImports("dev.dormouse.crds..");
  }

  @Test
  void crdsSpeakToNoCluster() {
    keeps(
        noClasses()
            .that()
            .resideInAPackage("dev.dormouse.crds..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
            .because("crds is records and pure functions"));
  }

  @Test
  void metricsImportNoRoomOfOurs() {
    onlyImports("dev.dormouse.metrics..");
  }

  @Test
  void embeddedImportsCrdsAlone() {
    onlyImports("dev.dormouse.embedded..", "dev.dormouse.crds..");
  }

  @Test
  void brokerImportsMetricsAndCrdsAlone() {
    onlyImports("dev.dormouse.broker..", "dev.dormouse.metrics..", "dev.dormouse.crds..");
  }

  @Test
  void reaperImportsMetricsAndCrdsAlone() {
    onlyImports("dev.dormouse.reaper..", "dev.dormouse.metrics..", "dev.dormouse.crds..");
  }

  @Test
  void nobodyImportsTheTests() {
    keeps(
        noClasses()
            .that(notIn("dev.dormouse.e2e.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dormouse.e2e.."));
  }

  @Test
  void packagesFormNoCycle() {
    keeps(slices().matching("dev.dormouse.(**)").should().beFreeOfCycles());
  }

  private static void onlyImports(String room, String... others) {
    keeps(
        classes()
            .that()
            .resideInAPackage(room)
            .should()
            .onlyDependOnClassesThat(
                notIn(OURS).or(resideInAPackage(room)).or(resideInAnyPackage(others)))
            .because("the house's arrows point one way"));
  }

  private static DescribedPredicate<JavaClass> notIn(String... packages) {
    return DescribedPredicate.not(resideInAnyPackage(packages));
  }

  private static DescribedPredicate<JavaClass> areNot(String name) {
    return DescribedPredicate.describe("are not " + name, one -> !one.getName().equals(name));
  }
}
