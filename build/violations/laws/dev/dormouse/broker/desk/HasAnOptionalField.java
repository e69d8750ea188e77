// breaks noFieldIsOptional
package dev.dormouse.broker.desk;

import java.util.Optional;

final class HasAnOptionalField {
  private final Optional<String> name = Optional.empty();

  boolean has() {
    return name.isPresent();
  }
}
