package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What counts as nobody needing a session. All of it has to agree. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Idle(
    @JsonPropertyDescription(
            "A session whose programs use this much cpu is in use, whether anybody is connected or"
                + " not. 0: cpu doesn't count. It takes a cluster with metrics.k8s.io.")
        @Default(Idle.CPU_BELOW)
        @Size(min = 1, max = 16)
        @ValidationRule(
            value = "isQuantity(self) && !quantity(self).isLessThan(quantity('0'))",
            message = "cpuBelow is a quantity of cpu like 100m or 0.5; 0 switches it off")
        String cpuBelow,
    @JsonPropertyDescription(
            "Connections that together move fewer bytes than this in a minute don't keep a session"
                + " awake. When left out, an open connection always does.")
        @Size(min = 1, max = 16)
        @ValidationRule(
            value = "isQuantity(self) && quantity(self).isGreaterThan(quantity('0'))",
            message = "trafficBelow is a number of bytes like 500, 1k or 1Mi")
        @Nullable String trafficBelow) {
  static final String CPU_BELOW = "100m";
  public static final Idle STANDARD = new Idle(CPU_BELOW, null);

  public Idle {
    cpuBelow = requireNonNullElse(cpuBelow, CPU_BELOW);
  }

  /** In thousandths of a cpu; none when cpu doesn't count. */
  public OptionalLong milliCpu() {
    long milli = amount(cpuBelow).movePointRight(3).longValue();
    return milli == 0 ? OptionalLong.empty() : OptionalLong.of(milli);
  }

  /** In bytes a minute; none when traffic doesn't count. */
  public OptionalLong bytesPerMinute() {
    return trafficBelow == null
        ? OptionalLong.empty()
        : OptionalLong.of(amount(trafficBelow).longValue());
  }

  private static BigDecimal amount(String quantity) {
    return Quantity.parse(quantity).getNumericalAmount();
  }
}
