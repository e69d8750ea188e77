// breaks clockAndEnvironmentAreReadInMainAlone
package dev.dormouse.broker.desk;

final class ReadsTheEnvironment {
  static int size() {
    return System.getenv().size();
  }
}
