// breaks onlyTheCommandPrints
package dev.dormouse.broker.desk;

final class Prints {
  static void print() {
    System.out.println("x");
  }
}
