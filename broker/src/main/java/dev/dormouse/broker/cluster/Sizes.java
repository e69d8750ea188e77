package dev.dormouse.broker.cluster;

import dev.dormouse.crds.FlavorSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** How much somebody gets, as people say it: {@code debian, 2 cpu, 4 GiB}. */
final class Sizes {
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  private Sizes() {}

  static String words(String template, FlavorSpec size) {
    Map<String, Quantity> amounts = new TreeMap<>(size.resources().limits());
    amounts.putAll(size.resources().requests());
    StringBuilder words = new StringBuilder(template);
    amounts.forEach(
        (name, amount) -> {
          switch (name) {
            case "cpu" -> words.append(", ").append(plain(amount)).append(" cpu");
            case "memory" -> words.append(", ").append(bytes(amount));
            case "ephemeral-storage" -> {}
            default ->
                words
                    .append(", ")
                    .append(plain(amount))
                    .append(' ')
                    .append(name.substring(name.lastIndexOf('/') + 1));
          }
        });
    return words.toString();
  }

  private static String plain(Quantity amount) {
    return amount.getNumericalAmount().stripTrailingZeros().toPlainString();
  }

  private static String bytes(Quantity amount) {
    BigDecimal left = Quantity.getAmountInBytes(amount);
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (left.compareTo(KIBI) >= 0 && unit < units.length - 1) {
      left = left.divide(KIBI);
      unit++;
    }
    return left.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
        + " "
        + units[unit];
  }
}
