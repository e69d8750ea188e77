package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A kind of object that is served: its names, its traits, and the rules of writing it. */
public record Kind(
    String group,
    String version,
    String name,
    String plural,
    String singular,
    List<String> shortNames,
    List<String> categories,
    Set<Trait> traits,
    List<ObjectNode> printerColumns,
    Rules rules) {

  /** What is true of some kinds only. */
  public enum Trait {
    NAMESPACED,
    /** Has a status subresource: the main verbs leave the status alone. */
    STATUS,
    /** Its generation moves with its spec. */
    GENERATION,
    /** An update must name the version it was made from. */
    VERSIONED_UPDATES,
    /** An update of what is not there creates it. */
    CREATED_BY_UPDATE,
    /** A deletion answers with the object that it deleted. */
    ANSWERS_DELETED,
    /** Defined by a CustomResourceDefinition. */
    CUSTOM
  }

  public static Kind builtIn(
      String apiVersion,
      String name,
      String plural,
      String shortName,
      Rules rules,
      Trait... traits) {
    var slash = apiVersion.indexOf('/');
    return new Kind(
        apiVersion.substring(0, Math.max(0, slash)),
        apiVersion.substring(slash + 1),
        name,
        plural,
        name.toLowerCase(Locale.ROOT),
        shortName.isEmpty() ? List.of() : List.of(shortName.split(",")),
        plural.equals("pods") ? List.of("all") : List.of(),
        Set.of(traits),
        List.of(),
        rules);
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** As messages about the resource name it: {@code pods}, {@code sessions.dormouse.dev}. */
  public String resource() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** As messages about the kind name it: {@code Pod}, {@code Session.dormouse.dev}. */
  public String qualified() {
    return group.isEmpty() ? name : name + "." + group;
  }

  /** The same kind as somebody called it wrongly. */
  Kind called(String other) {
    return new Kind(
        group,
        version,
        other,
        plural,
        singular,
        shortNames,
        categories,
        traits,
        printerColumns,
        rules);
  }
}
