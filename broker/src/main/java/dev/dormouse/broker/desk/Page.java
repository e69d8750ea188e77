package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import java.time.Instant;

/** What a person reads at the front desk. */
final class Page {
  private Page() {}

  static String of(Belongings has, Instant now) {
    var page = new StringBuilder(heading(has));
    if (!has.sessions().isEmpty()) {
      page.append('\n')
          .append(Table.of(has.sessions().stream().map(it -> row(has, it, now)).toList()));
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

  private static Table.Row row(Belongings has, Owned one, Instant now) {
    return new Table.Row(
        StateWords.under(has, one, now),
        one.name(),
        StateWords.brief(one, now),
        one.more().made(),
        "ssh %s@host".formatted(has.login(one.name())));
  }

  private static String templates(Belongings has) {
    if (has.templates().isEmpty()) {
      return "no template is open to you; ask your administrator\n";
    }
    return "new from a template:\n\n"
        + Table.of(has.templates().stream().map(one -> row(has, one)).toList());
  }

  private static Table.Row row(Belongings has, Template one) {
    return new Table.Row(
        one.trouble(),
        one.name(),
        one.description(),
        "ssh %s@host".formatted(has.login(one.name())));
  }
}
