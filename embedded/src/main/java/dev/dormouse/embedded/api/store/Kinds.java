package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kinds that are served: the built-in ones, and one for each CustomResourceDefinition on its
 * shelf, so that a kind is there as soon as its definition is, and gone with it.
 */
public final class Kinds {
  private final Store store;
  private final List<Kind> builtIns;
  private final Function<ObjectNode, Kind> fromDefinition;
  private final Map<Key, Known> custom = new HashMap<>();

  private record Known(String version, Kind kind) {}

  public Kinds(Store store, List<Kind> builtIns, Function<ObjectNode, Kind> fromDefinition) {
    this.store = store;
    this.builtIns = List.copyOf(builtIns);
    this.fromDefinition = fromDefinition;
  }

  public List<Kind> all() {
    var all = new ArrayList<>(builtIns);
    store.shelf(named("CustomResourceDefinition")).all().forEach(each -> all.add(custom(each)));
    return all;
  }

  public Optional<Kind> find(String group, String version, String plural) {
    return builtIns.stream()
        .filter(kind -> kind.group().equals(group) && kind.plural().equals(plural))
        .findFirst()
        .or(
            () ->
                store
                    .shelf(named("CustomResourceDefinition"))
                    .get(new Key("", plural + "." + group))
                    .map(this::custom))
        .filter(kind -> kind.version().equals(version));
  }

  /** A built-in kind. */
  public Kind named(String name) {
    return builtIns.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseThrow();
  }

  Kind custom(ObjectNode definition) {
    var version = new Meta(definition).version();
    return custom
        .compute(
            new Meta(definition).key(),
            (_, known) ->
                known != null && known.version().equals(version)
                    ? known
                    : new Known(version, fromDefinition.apply(definition)))
        .kind();
  }
}
