package dev.dormouse.broker.login;

import static java.util.Objects.requireNonNullElse;

import dev.dormouse.crds.Access;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.Span;
import java.time.Duration;
import java.util.Collections;

/**
 * What sessions are made from.
 *
 * @param trouble why a session of it wouldn't start now, or not soon; empty when nothing is known
 */
public record Template(String name, SessionTemplateSpec spec, String trouble) {

  /** One line for the people who choose, or empty. */
  public String description() {
    return requireNonNullElse(spec.description(), "");
  }

  /** How long a start may take. */
  public Duration startWithin() {
    return Span.parse(spec.lifecycle().startWithin());
  }

  /** Whether this user may use it: named, in a group that is named, or nobody is named. */
  public boolean isOpenTo(User user) {
    Access access = spec.access();
    return access.equals(Access.EVERYONE)
        || access.users().contains(user.name())
        || !Collections.disjoint(access.groups(), user.groups());
  }
}
