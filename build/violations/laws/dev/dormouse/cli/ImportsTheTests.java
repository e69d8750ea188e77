// breaks nobodyImportsTheTests
package dev.dormouse.cli;

import dev.dormouse.e2e.Anything;

final class ImportsTheTests {
  static int at() {
    return Anything.at();
  }
}
