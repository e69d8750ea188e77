// breaks nobodyReflects
package dev.dormouse.broker.desk;

import java.lang.reflect.Method;

final class Reflects {
  static String name(Method one) {
    return one.getName();
  }
}
