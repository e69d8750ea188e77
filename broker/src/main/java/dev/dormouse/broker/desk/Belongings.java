package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.House;
import dev.dormouse.broker.login.Login;
import dev.dormouse.broker.login.Owned;
import dev.dormouse.broker.login.Template;
import java.util.List;

/** What one user has and may have, in the order in which it is shown. */
record Belongings(String user, House house) {
  List<Owned> sessions() {
    return house.sessionsOf(user);
  }

  List<Template> templates() {
    return house.templatesFor(user);
  }

  /** The login name that leads to this session, or makes one from this template. */
  String login(String name) {
    return Login.text(user, name, house);
  }
}
