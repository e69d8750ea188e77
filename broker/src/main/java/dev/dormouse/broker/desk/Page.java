package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a person reads at the front desk. */
final class Page {
  private Page() {}

  static String of(Belongings has) {
    var page = new StringBuilder(heading(has));
    if (!has.sessions().isEmpty()) {
      page.append('\n').append(table(has.sessions().stream().map(it -> row(has, it)).toList()));
    }
    page.append('\n').append(templates(has));
    return page.toString();
  }

  private static String heading(Belongings has) {
    return switch (has.sessions().size()) {
      case 0 -> "%s, no session yet\n".formatted(has.user());
      case 1 -> "%s, 1 session\n".formatted(has.user());
      default -> "%s, %d sessions\n".formatted(has.user(), has.sessions().size());
    };
  }

  private static List<String> row(Belongings has, Owned one) {
    var state = one.state();
    if (!one.message().isEmpty() && state.equals("failed")) {
      state += ": " + one.message();
    }
    return List.of(
        one.name(), state, one.template(), "ssh %s@host".formatted(has.login(one.name())));
  }

  private static String templates(Belongings has) {
    if (has.templates().isEmpty()) {
      return "no template is open to you; ask your administrator\n";
    }
    var rows = new ArrayList<List<String>>();
    for (Template one : has.templates()) {
      rows.add(
          List.of(one.name(), one.description(), "ssh %s@host".formatted(has.login(one.name()))));
    }
    return "new from a template:\n\n" + table(rows);
  }

  /** Columns side by side, each as wide as its widest. */
  private static String table(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      if (widths[column] > 0) {
        line.append("  ")
            .append(row.get(column))
            .repeat(' ', widths[column] - row.get(column).length());
      }
    }
    return line.toString().stripTrailing() + "\n";
  }
}
