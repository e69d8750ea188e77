package dev.dormouse.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how often something is to be measured. */
final class Times implements ITypeConverter<Integer> {
  private static final int MOST = 1000;

  @Override
  public Integer convert(String value) {
    if (!value.matches("[0-9]{1,4}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > MOST) {
      throw new TypeConversionException("give a number from 1 to " + MOST);
    }
    return Integer.valueOf(value);
  }
}
