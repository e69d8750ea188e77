package dev.dormouse.crds.objects;

import dev.dormouse.crds.Home;
import dev.dormouse.crds.Lifecycle;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplateSpec;
import dev.dormouse.crds.Span;
import java.util.ArrayList;
import java.util.List;

/** What people read when they come in by a terminal: what stays, and when it sleeps. */
final class LoginMessage {
  private static final String USUAL = "4h";

  private LoginMessage() {}

  static String of(Session session, SessionTemplateSpec template, boolean bundled) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s (%s) - %s"
            .formatted(
                session.getMetadata().getName(),
                session.getSpec().template(),
                files(template.home(), template.lifecycle().kind())));
    Lifecycle lifecycle = template.lifecycle();
    lines.add(end(lifecycle));
    if (lifecycle.maxRun() != null) {
      lines.add("runs for " + words(lifecycle.maxRun()) + " at the longest, used or not");
    }
    if (lifecycle.kind() == Lifecycle.Kind.PREEMPTIBLE) {
      lines.add("the cluster may take this machine at any time: keep what matters in your files");
    }
    if (!bundled && !template.git().isEmpty()) {
      lines.add("its repositories aren't cloned: that is done only where Dormouse brings the sshd");
    }
    if (template.motd() != null) {
      lines.add(template.motd().stripTrailing());
    }
    return String.join("\n", lines);
  }

  private static String files(Home home, Lifecycle.Kind kind) {
    if (kind == Lifecycle.Kind.EPHEMERAL && home.scope() != Home.Scope.USER) {
      return "nothing here stays";
    }
    return switch (home.scope()) {
      case SESSION ->
          "your files in %s stay, the rest of the machine doesn't".formatted(home.mountPath());
      case USER ->
          "%s is the home of all your sessions and stays, the rest of the machine doesn't"
              .formatted(home.mountPath());
      case NONE -> "no file here stays once it sleeps";
    };
  }

  private static String end(Lifecycle lifecycle) {
    if (lifecycle.kind() == Lifecycle.Kind.EPHEMERAL) {
      return "it is deleted "
          + words(lifecycle.grace())
          + " after your last connection ends"
          + longer(lifecycle);
    }
    return "sleeps " + words(lifecycle.idleAfter()) + " after you leave" + longer(lifecycle);
  }

  /** With a span that this template allows. */
  private static String longer(Lifecycle lifecycle) {
    boolean less = Span.parse(lifecycle.keepAtMost()).compareTo(Span.parse(USUAL)) < 0;
    return " (dormouse keep %s: stay longer)".formatted(less ? lifecycle.keepAtMost() : USUAL);
  }

  private static String words(String span) {
    return Span.words(Span.parse(span));
  }
}
