package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code a=b,c!=d,e in (f,g),h notin (i),j,!k,l>5}: Kubernetes' grammar of label selectors. */
public final class LabelSelector {
  private static final String KEY = "([A-Za-z0-9][-A-Za-z0-9_./]*)";
  private static final Pattern SET =
      Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(\\s*([-A-Za-z0-9_.,\\s]*)\\)");
  private static final Pattern COMPARED =
      Pattern.compile(KEY + "\\s*(==|!=|=|>|<)\\s*([-A-Za-z0-9_.]*)");
  private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);
  private static final Pattern OUTER_COMMA = Pattern.compile(",(?![^(]*\\))");

  private LabelSelector() {}

  public static Predicate<ObjectNode> parse(String text) {
    Predicate<ObjectNode> all = _ -> true;
    if (!text.isBlank()) {
      for (var term : OUTER_COMMA.split(text, -1)) {
        all = all.and(term(term.strip()));
      }
    }
    return all;
  }

  private static Predicate<ObjectNode> term(String term) {
    var set = SET.matcher(term);
    if (set.matches()) {
      var values = Set.copyOf(List.of(set.group(3).strip().split("\\s*,\\s*", -1)));
      return in(set.group(1), values, set.group(2).equals("in"));
    }
    var compared = COMPARED.matcher(term);
    if (compared.matches()) {
      var key = compared.group(1);
      var value = compared.group(3);
      return switch (compared.group(2)) {
        case "!=" -> in(key, Set.of(value), false);
        case ">" -> object -> number(label(object, key)) > number(value);
        case "<" -> object -> number(label(object, key)) < number(value);
        default -> in(key, Set.of(value), true);
      };
    }
    var exists = EXISTS.matcher(term);
    if (exists.matches()) {
      var wanted = exists.group(1).isEmpty();
      return object -> new Meta(object).labels().has(exists.group(2)) == wanted;
    }
    throw Refusal.badRequest("unable to parse requirement: '%s'".formatted(term));
  }

  /** A label that is not there is in no set, and so it is "not in" every set. */
  private static Predicate<ObjectNode> in(String key, Set<String> values, boolean wanted) {
    return object ->
        (new Meta(object).labels().has(key) && values.contains(label(object, key))) == wanted;
  }

  private static String label(ObjectNode object, String key) {
    return new Meta(object).labels().path(key).asText();
  }

  /** What is no number compares with nothing. */
  private static double number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
