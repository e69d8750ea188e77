package dev.dormouse.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The port to listen on: the usual one, with others to go to when it is taken, or exactly one. */
sealed interface Port {
  /** What {@code dormouse cluster} listens on unless told otherwise. */
  int USUAL = 16443;

  /** The usual port, and when it is taken any other. */
  record Usual() implements Port {}

  /**
   * The port that was asked for, and no other.
   *
   * @param number 1 to 65535; 0 takes any that is free
   */
  record Exactly(int number) implements Port {}

  /** Reads the option's value. */
  final class Reader implements ITypeConverter<Port> {
    @Override
    public Port convert(String value) {
      if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
        throw new TypeConversionException("give a number from 1 to 65535, or 0 for any free port");
      }
      return new Exactly(Integer.parseInt(value));
    }
  }
}
