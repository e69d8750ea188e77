package dev.dormouse.crds.build;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the generator leaves to do: columns in the order of their annotations, each rule once (it
 * reads a record's field and its accessor), the descriptions of whole types, no empty status.
 */
final class Tidy {
  private Tidy() {}

  static CustomResourceDefinition crd(
      CustomResourceDefinition crd, Class<? extends HasMetadata> kind) {
    List<String> columns =
        Stream.of(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    var types = ((ParameterizedType) kind.getGenericSuperclass()).getActualTypeArguments();
    for (var version : crd.getSpec().getVersions()) {
      version
          .getAdditionalPrinterColumns()
          .sort(
              Comparator.comparingInt(
                  (CustomResourceColumnDefinition column) -> columns.indexOf(column.getName())));
      JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
      root.setDescription(description(kind));
      root.setRequired(List.of("spec"));
      describe(root, "spec", (Class<?>) types[0]);
      describe(root, "status", (Class<?>) types[1]);
      eachRuleOnce(root);
    }
    return crd;
  }

  private static void describe(JSONSchemaProps root, String property, Class<?> type) {
    if (type == Void.class) {
      root.getProperties().remove(property);
    } else {
      requireNonNull(root.getProperties().get(property)).setDescription(description(type));
    }
  }

  private static String description(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(JsonClassDescription.class))
        .orElseThrow(() -> new IllegalStateException(type + " has no @JsonClassDescription"))
        .value();
  }

  private static void eachRuleOnce(JSONSchemaProps schema) {
    schema.setXKubernetesValidations(
        List.copyOf(new LinkedHashSet<>(schema.getXKubernetesValidations())));
    schema.getProperties().values().forEach(Tidy::eachRuleOnce);
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      eachRuleOnce(schema.getItems().getSchema());
    }
  }
}
