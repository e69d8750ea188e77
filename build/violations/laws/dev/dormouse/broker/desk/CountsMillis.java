// breaks clockAndEnvironmentAreReadInMainAlone
package dev.dormouse.broker.desk;

final class CountsMillis {
  static long at() {
    return System.currentTimeMillis();
  }
}
