// breaks noNameSaysNothing
package dev.dormouse.broker.desk;

final class AbstractSession {}
