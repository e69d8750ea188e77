// breaks noParameterIsOptional
package dev.dormouse.broker.desk;

import java.util.Optional;

final class TakesAnOptional {
  static boolean has(Optional<String> name) {
    return name.isPresent();
  }
}
