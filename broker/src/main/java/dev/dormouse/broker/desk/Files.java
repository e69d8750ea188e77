package dev.dormouse.broker.desk;

import dev.dormouse.broker.login.Template;
import dev.dormouse.crds.Home;
import dev.dormouse.crds.Lifecycle;

/** What becomes of a session's files. */
sealed interface Files {
  /** They are its own, and stay when it sleeps. */
  record Own(String path) implements Files {}

  /** They are its own, and go with its run: its template says so. */
  record Passing(String path) implements Files {}

  /** All sessions of its owner have them. */
  record Shared(String path) implements Files {}

  record None() implements Files {}

  /** Its template, which would say, is gone. */
  record Unknown() implements Files {}

  static Files of(Template template) {
    Home home = template.spec().home();
    return switch (home.scope()) {
      case SESSION ->
          template.spec().lifecycle().kind() == Lifecycle.Kind.EPHEMERAL
              ? new Passing(home.mountPath())
              : new Own(home.mountPath());
      case USER -> new Shared(home.mountPath());
      case NONE -> new None();
    };
  }
}
