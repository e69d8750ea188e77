package dev.dormouse.crds.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.objects.ReadTemplate.Illegible;
import dev.dormouse.crds.objects.ReadTemplate.Legible;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateProblemTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {image: a} | ``
          {image: a, flavor: small} | ``
          {image: a, flavor: huge} | its flavor "huge" isn't there
          {image: a, podTemplate: {spec: {volumes: [{name: v}, {name: v}]}}, flavor: huge} | two volumes are called "v"
          {image: a, podTemplate: {spec: {containers: {name: x}}}} | podTemplate.spec.containers isn't written as in a pod
          {image: a, podTemplate: {spec: {containers: [{name: x}, {name: [y]}]}}} | podTemplate.spec.containers[1].name isn't written as in a pod
          {image: a, podTemplate: {spec: {containers: [null]}}} | podTemplate isn't written as in a pod
          {image: a, lifecycle: {kind: odd}} | lifecycle.kind can't be read
          """)
  void isOneSentence(String spec, String problem) {
    assertThat(TemplateProblem.of(read(spec), List.of("small", "big")::contains))
        .isEqualTo(problem);
  }

  @Test
  void isOneLineHoweverAVolumeIsCalled() {
    var spec =
        "{image: a, podTemplate: {spec: {volumes: [{name: \"v\\e[2J\\nx\"}, {name: \"v\\e[2J\\nx\"}]}}}";
    assertThat(read(spec).problem()).isEqualTo("two volumes are called \"v x\"");
  }

  @Test
  void aPodTemplateThatIsNoneHidesNothingElse() {
    var read = read("{image: a, podTemplate: {spec: {containers: 1}}, lifecycle: {idleAfter: 2h}}");
    assertThat(read).isInstanceOf(Legible.class);
    if (read instanceof Legible(var template, var problem)) {
      assertThat(template.getSpec().lifecycle().idleAfter()).isEqualTo("2h");
      assertThat(template.getSpec().podTemplate()).isNull();
      assertThat(problem).isNotEmpty();
    }
    assertThat(read("{image: a, lifecycle: 7}")).isInstanceOf(Illegible.class);
  }

  private static ReadTemplate read(String spec) {
    return ReadTemplate.of(
        YAML.unmarshal(
            "kind: SessionTemplate\nmetadata: {name: one}\nspec: " + spec,
            GenericKubernetesResource.class));
  }
}
