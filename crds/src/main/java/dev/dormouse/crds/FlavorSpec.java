package dev.dormouse.crds;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How much a session gets, and on which nodes. */
@JsonClassDescription("How much a session gets, and on which nodes.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record FlavorSpec(
    @JsonPropertyDescription("One line for the people who choose among flavors.") @Size(max = 256)
        @Nullable String description,
    @JsonProperty("default")
        @JsonPropertyDescription(
            "Whether sessions have it that name none, and whose template names none. Of several the"
                + " oldest is it.")
        boolean standard,
    @JsonPropertyDescription("What the session's container asks for and may use.")
        Resources resources,
    @JsonPropertyDescription("Labels that a node must have.") Map<String, String> nodeSelector,
    @JsonPropertyDescription("Taints of nodes that it may run on all the same.") @Size(max = 32)
        List<Toleration> tolerations) {

  public FlavorSpec {
    resources = requireNonNullElse(resources, new Resources(Map.of(), Map.of()));
    nodeSelector = unmodifiableSortedMap(new TreeMap<>(requireNonNullElse(nodeSelector, Map.of())));
    tolerations = List.copyOf(requireNonNullElse(tolerations, List.of()));
  }

  /** A taint of nodes that a session may run on all the same, as in a pod. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "!(has(self.operator) && self.operator == 'Exists' && has(self.value))",
      message = "a toleration with operator Exists has no value: leave out the one or the other")
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Toleration(
      @JsonPropertyDescription("The taint's key; every taint when left out.") @Size(max = 316)
          @Nullable String key,
      @JsonPropertyDescription("Equal compares the value, Exists takes any.") @Default("Equal")
          @Nullable Operator operator,
      @JsonPropertyDescription("The taint's value.") @Size(max = 63) @Nullable String value,
      @JsonPropertyDescription("The taint's effect; every effect when left out.")
          @Nullable Effect effect) {

    /** How a taint's value is compared. */
    public enum Operator {
      @JsonProperty("Equal")
      EQUAL,
      @JsonProperty("Exists")
      EXISTS
    }

    /** What a taint does to pods that don't tolerate it. */
    public enum Effect {
      @JsonProperty("NoSchedule")
      NO_SCHEDULE,
      @JsonProperty("PreferNoSchedule")
      PREFER_NO_SCHEDULE,
      @JsonProperty("NoExecute")
      NO_EXECUTE
    }
  }

  /** What a container asks for and may use. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @ValidationRule(
      value =
          "!has(self.requests) || !has(self.limits) || self.requests.all(name, !(name in"
              + " self.limits) || !quantity(string(self.requests[name]))"
              + ".isGreaterThan(quantity(string(self.limits[name]))))",
      message =
          "a request is above its limit, so no pod could be made: lower it or raise the limit")
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Resources(
      @JsonPropertyDescription(
              "What is kept free for it on its node, by resource: cpu, memory, ...")
          @Size(max = 6)
          @ValidationRule(value = AMOUNTS, message = AMOUNTS_SENTENCE)
          Map<String, Quantity> requests,
      @JsonPropertyDescription("What it may use at most, by resource.")
          @Size(max = 6)
          @ValidationRule(value = AMOUNTS, message = AMOUNTS_SENTENCE)
          Map<String, Quantity> limits) {
    public Resources {
      requests = unmodifiableSortedMap(new TreeMap<>(requireNonNullElse(requests, Map.of())));
      limits = unmodifiableSortedMap(new TreeMap<>(requireNonNullElse(limits, Map.of())));
    }

    private static final String AMOUNTS = "self.all(name, isQuantity(string(self[name])))";
    private static final String AMOUNTS_SENTENCE =
        "an amount is a quantity: cpu like 2 or 500m, memory like 4Gi";
  }
}
