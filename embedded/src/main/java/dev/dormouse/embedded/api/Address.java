package dev.dormouse.embedded.api;

import dev.dormouse.embedded.api.store.Key;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Kind.Trait;
import dev.dormouse.embedded.api.store.Kinds;
import dev.dormouse.embedded.api.store.Refusal;
import java.util.List;

/**
 * What a path names: a kind, and within it a namespace, an object, a part of it. What is not named
 * is empty.
 */
record Address(Kind kind, String namespace, String name, String part) {

  static Address parse(Kinds kinds, String path) {
    var words = List.of(path.substring(1).split("/"));
    var core = words.getFirst().equals("api");
    var skip = core ? 2 : 3;
    if (words.size() <= skip || !(core || words.getFirst().equals("apis"))) {
      throw Refusal.noSuchPath();
    }
    var group = core ? "" : words.get(1);
    var rest = words.subList(skip, words.size());
    var inside = rest.size() > 2 && rest.getFirst().equals("namespaces") && !isPart(rest.get(2));
    var namespace = inside ? rest.get(1) : "";
    var named = inside ? rest.subList(2, rest.size()) : rest;
    var kind =
        kinds
            .find(group, words.get(skip - 1), named.getFirst())
            .filter(found -> !inside || found.is(Trait.NAMESPACED))
            .orElseThrow(Refusal::noSuchPath);
    if (named.size() > 3 || (named.size() > 1 && kind.is(Trait.NAMESPACED) && !inside)) {
      throw Refusal.noSuchPath();
    }
    return new Address(kind, namespace, word(named, 1), word(named, 2));
  }

  Key key() {
    return new Key(namespace, name);
  }

  private static boolean isPart(String word) {
    return word.equals("status") || word.equals("finalize");
  }

  private static String word(List<String> words, int at) {
    return at < words.size() ? words.get(at) : "";
  }
}
