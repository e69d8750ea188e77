package dev.dormouse.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build wrote; that a real API server takes it is the contract suite's to show. */
class CrdYamlTest {
  @ParameterizedTest
  @ValueSource(strings = {"sessions", "sessiontemplates", "flavors", "sessionusers"})
  void everyFieldIsDescribedAndEveryRuleSpeaks(String plural) throws Exception {
    List<String> silent = new ArrayList<>();
    silentFields("", schema(plural), silent);
    assertThat(silent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sessions, 'Phase, Owner, Template, Node, Sleeps At, Age', ses",
    "sessiontemplates, 'Image, Flavor, Home, Idle After, Problem, Description, Age', stpl",
    "flavors, 'Cpu, Memory, Default, Schedulable, Why, Description, Age', flv",
    "sessionusers, 'Groups, Suspended, Problems, Age', suser"
  })
  void columnsStandInTheOrderOfTheirAnnotations(String plural, String columns, String shortName)
      throws Exception {
    CustomResourceDefinition crd = crd(plural);
    assertThat(crd.getSpec().getVersions().getFirst().getAdditionalPrinterColumns())
        .extracting(column -> column.getName())
        .containsExactly(columns.split(", "));
    assertThat(crd.getSpec().getNames().getShortNames()).containsExactly(shortName);
    assertThat(crd.getSpec().getNames().getCategories()).containsExactly("dormouse");
  }

  private static void silentFields(String path, JSONSchemaProps schema, List<String> silent) {
    if (schema.getDescription() == null && !path.endsWith("[]")) {
      silent.add(path + " has no description");
    }
    schema
        .getXKubernetesValidations()
        .forEach(
            rule -> {
              if (rule.getMessage() == null || !rule.getMessage().contains(" ")) {
                silent.add(path + " has a rule without a sentence: " + rule.getRule());
              }
            });
    if (schema.getXKubernetesValidations().stream().distinct().count()
        < schema.getXKubernetesValidations().size()) {
      silent.add(path + " says a rule twice");
    }
    Stream.ofNullable(schema.getProperties())
        .flatMap(properties -> properties.entrySet().stream())
        .forEach(entry -> silentFields(path + "." + entry.getKey(), entry.getValue(), silent));
    if (schema.getItems() != null) {
      silentFields(path + "[]", schema.getItems().getSchema(), silent);
    }
    if (schema.getAdditionalProperties() != null) {
      silentFields(path + "[]", schema.getAdditionalProperties().getSchema(), silent);
    }
  }

  private static JSONSchemaProps schema(String plural) throws Exception {
    return crd(plural).getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
  }

  private static CustomResourceDefinition crd(String plural) throws Exception {
    String path = "/META-INF/dormouse/" + plural + ".dormouse.dev-v1.yml";
    try (var yaml = CrdYamlTest.class.getResourceAsStream(path)) {
      return new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
    }
  }
}
