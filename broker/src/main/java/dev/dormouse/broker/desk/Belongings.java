package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import java.util.Comparator;
import java.util.List;

/** What one user has and may have, in the order in which it is shown. */
record Belongings(String user, List<Owned> sessions, List<Template> templates) {
  static Belongings of(String user, House house) {
    return new Belongings(
        user,
        house.sessionsOf(user).stream().sorted(Comparator.comparing(Owned::name)).toList(),
        house.templatesFor(user).stream().sorted(Comparator.comparing(Template::name)).toList());
  }
}
