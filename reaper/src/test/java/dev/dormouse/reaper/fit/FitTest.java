package dev.dormouse.reaper.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.FlavorSpec.Toleration;
import dev.dormouse.crds.FlavorStatus.Schedulable;
import dev.dormouse.reaper.fit.Node.Taint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
  private static final Node SMALL = node(Map.of(), 4, 8);
  private static final Node BIG = node(Map.of("disk", "fast"), 64, 256);
  private static final Node WIDE = node(Map.of(), 2, 512);
  private static final Node KEPT =
      new Node(
          Map.of("gpu", "true"),
          List.of(new Taint("dedicated", "gpu", "NoSchedule")),
          Map.of("cpu", BigDecimal.TEN));

  @Test
  void countsTheNodesThatItFits() {
    assertThat(Fit.of(need(4, 8), List.of(SMALL, BIG, WIDE), false))
        .isEqualTo(new Fit(Schedulable.YES, "fits 2 of 3 nodes"));
  }

  @Test
  void namesWhatIsTooMuchForEveryNode() {
    assertThat(Fit.of(need(65, 8), List.of(SMALL, BIG), false))
        .isEqualTo(new Fit(Schedulable.NO, "no node has room for 65 cpu"));
    assertThat(Fit.of(need(65, 1024), List.of(SMALL, BIG), false).why())
        .isEqualTo("no node has room for 65 cpu and 1024 of memory");
  }

  @Test
  void saysWhenOnlyTheSumIsTooMuch() {
    assertThat(Fit.of(need(4, 300), List.of(SMALL, WIDE), false).why())
        .isEqualTo("no node has room for 4 cpu and 300 of memory at once");
  }

  @Test
  void aNodeThatDoesntTellOfAResourceHasNone() {
    var gpu = new Need.Amount(BigDecimal.ONE, "1");
    var need = new Need(new TreeMap<>(Map.of("nvidia.com/gpu", gpu)), Map.of(), List.of());

    assertThat(Fit.of(need, List.of(SMALL), false).why())
        .isEqualTo("no node has room for 1 nvidia.com/gpu");
  }

  @Test
  void labelsComeBeforeRoom() {
    var need = new Need(new TreeMap<>(), Map.of("disk", "slow", "zone", "a"), List.of());

    assertThat(Fit.of(need, List.of(SMALL, BIG), false).why())
        .isEqualTo("no node is labelled disk=slow,zone=a");
  }

  @Test
  void aTaintKeepsOffWhoDoesntTolerateIt() {
    var need = new Need(new TreeMap<>(), Map.of("gpu", "true"), List.of());

    assertThat(Fit.of(need, List.of(SMALL, KEPT), false).why())
        .isEqualTo("every fit node is kept for others (dedicated=gpu:NoSchedule)");
  }

  @ParameterizedTest
  @CsvSource({
    "dedicated, EQUAL,  gpu, NO_SCHEDULE, YES",
    "dedicated, EQUAL,  gpu,            , YES",
    "dedicated, ,       gpu,            , YES",
    "dedicated, EXISTS,    ,            , YES",
    "         , EXISTS,    ,            , YES",
    "         , EQUAL,  gpu,            , NO",
    "dedicated, EQUAL, blue,            , NO",
    "dedicated, EQUAL,     ,            , NO",
    "other,     EXISTS,    ,            , NO",
    "dedicated, EXISTS,    , NO_EXECUTE,  NO"
  })
  void tolerationsAreComparedAsKubernetesDoes(
      String key,
      Toleration.Operator operator,
      String value,
      Toleration.Effect effect,
      Schedulable expected) {
    var toleration = new Toleration(key, operator, value, effect);
    var need = new Need(new TreeMap<>(), Map.of(), List.of(toleration));

    assertThat(Fit.of(need, List.of(KEPT), false).schedulable()).isEqualTo(expected);
  }

  @Test
  void whatIsOnlyPreferredKeepsNobodyOff() {
    var node = new Node(Map.of(), List.of(new Taint("busy", "", "PreferNoSchedule")), Map.of());

    assertThat(Fit.of(need(0, 0), List.of(node), false).schedulable()).isEqualTo(Schedulable.YES);
  }

  @Test
  void aClusterThatGrowsMayHelp() {
    assertThat(Fit.of(need(65, 8), List.of(BIG), true))
        .isEqualTo(
            new Fit(
                Schedulable.AUTOSCALED,
                "no node has room for 65 cpu, but the cluster can add nodes"));
    assertThat(Fit.of(need(1, 1), List.of(), true).schedulable()).isEqualTo(Schedulable.AUTOSCALED);
    assertThat(Fit.of(need(1, 1), List.of(), false).why()).isEqualTo("there is no node");
  }

  private static Node node(Map<String, String> labels, int cpu, int memory) {
    return new Node(
        labels,
        List.of(),
        Map.of("cpu", BigDecimal.valueOf(cpu), "memory", BigDecimal.valueOf(memory)));
  }

  private static Need need(int cpu, int memory) {
    return new Need(
        new TreeMap<>(Map.of("cpu", amount(cpu), "memory", amount(memory))), Map.of(), List.of());
  }

  private static Need.Amount amount(int value) {
    return new Need.Amount(BigDecimal.valueOf(value), String.valueOf(value));
  }
}
