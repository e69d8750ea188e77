package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import java.util.List;

/** What one user has and may have, in the order in which it is shown. */
record Belongings(String user, List<Owned> sessions, List<Template> templates) {
  static Belongings of(String user, House house) {
    return new Belongings(user, house.sessionsOf(user), house.templatesFor(user));
  }
}
