package dev.dormouse.embedded.api.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** What names and labels may look like, and names that the server makes up. */
final class Names {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String LABEL_VALUE = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
  private static final String LABEL_NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final Set<String> STANDARD_FINALIZERS =
      Set.of(
          "foregroundDeletion",
          "orphan",
          "kubernetes",
          "customresourcecleanup.apiextensions.k8s.io");
  private static final Pattern LABEL_KEY = Pattern.compile("(" + SUBDOMAIN + "/)?" + LABEL_NAME);

  /** No vowels and nothing that is easily misread, as Kubernetes does. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private Names() {}

  static String made(String prefix) {
    var name = new StringBuilder(prefix.substring(0, Math.min(prefix.length(), 58)));
    ThreadLocalRandom.current()
        .ints(5, 0, ALPHABET.length())
        .forEach(at -> name.append(ALPHABET.charAt(at)));
    return name.toString();
  }

  static void check(Draft draft) {
    var name = draft.meta().name();
    if (name.isEmpty()) {
      draft.required("metadata.name", "name or generateName is required");
    } else if (draft.kind().plural().equals("namespaces")) {
      checkLabel(draft, name);
    } else {
      checkSubdomain(draft, name);
    }
  }

  static void checkMetadata(Draft draft) {
    for (var label : draft.meta().labels().properties()) {
      var value = label.getValue().asText();
      if (!value.matches(LABEL_VALUE)) {
        draft.invalid(
            "metadata.labels",
            value,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
                + " or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',"
                + "  or 'my_value',  or '12345', regex used for validation is '"
                + LABEL_VALUE
                + "')");
      } else if (value.length() > 63) {
        draft.invalid("metadata.labels", value, "must be no more than 63 characters");
      }
      checkKey(draft, "metadata.labels", label.getKey());
    }
    for (var annotation : draft.meta().get("annotations").properties()) {
      checkKey(draft, "metadata.annotations", annotation.getKey());
    }
    checkReferences(draft);
  }

  private static void checkKey(Draft draft, String field, String key) {
    if (!LABEL_KEY.matcher(key).matches()) {
      draft.invalid(
          field,
          key,
          "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
              + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
              + " regex used for validation is '"
              + LABEL_NAME
              + "')");
    }
  }

  private static void checkReferences(Draft draft) {
    var finalizers = draft.meta().finalizers();
    for (int at = 0; at < finalizers.size(); at++) {
      var name = finalizers.get(at);
      if (!name.contains("/") && !STANDARD_FINALIZERS.contains(name)) {
        draft.invalid(
            "metadata.finalizers[" + at + "]",
            name,
            "name is neither a standard finalizer name nor is it fully qualified");
      }
    }
    for (var owner : draft.meta().owners()) {
      for (var part : List.of("apiVersion", "kind", "name", "uid")) {
        if (owner.path(part).asText().isEmpty()) {
          draft.invalid("metadata.ownerReferences." + part, "", "must not be empty");
        }
      }
    }
  }

  private static void checkLabel(Draft draft, String name) {
    if (name.length() > 63) {
      draft.invalid("metadata.name", name, "must be no more than 63 characters");
    }
    if (name.contains(".")) {
      draft.invalid("metadata.name", name, "must not contain dots");
    } else if (!name.matches(LABEL)) {
      draft.invalid(
          "metadata.name",
          name,
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
              + " must start and end with an alphanumeric character (e.g. 'my-name', or '123-abc',"
              + " regex used for validation is '"
              + LABEL
              + "')");
    }
  }

  private static void checkSubdomain(Draft draft, String name) {
    if (name.length() > 253) {
      draft.invalid("metadata.name", name, "must be no more than 253 characters");
    }
    if (!name.matches(SUBDOMAIN)) {
      draft.invalid(
          "metadata.name",
          name,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
              + " regex used for validation is '"
              + SUBDOMAIN
              + "')");
    }
  }
}
