package dev.dormouse.broker.desk;

import java.util.List;
import java.util.stream.Collectors;

/** Columns side by side, each as wide as its widest. */
final class Table {
  private Table() {}

  /**
   * A row.
   *
   * @param under what stands below it in brackets and widens no column; empty for none
   */
  record Row(String under, List<String> cells) {
    Row {
      cells = List.copyOf(cells);
    }

    Row(String under, String... cells) {
      this(under, List.of(cells));
    }
  }

  static String of(List<Row> rows) {
    var widths = new int[rows.getFirst().cells().size()];
    for (Row row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.cells().get(column).length());
      }
    }
    return rows.stream().map(row -> lines(row, widths)).collect(Collectors.joining());
  }

  private static String lines(Row row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      if (widths[column] > 0) {
        String cell = row.cells().get(column);
        line.append("  ").append(cell).repeat(' ', widths[column] - cell.length());
      }
    }
    String under =
        row.under().isEmpty() ? "" : " ".repeat(widths[0] + 4) + "(" + row.under() + ")\n";
    return line.toString().stripTrailing() + "\n" + under;
  }
}
