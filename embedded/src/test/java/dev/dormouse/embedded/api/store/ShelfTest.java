package dev.dormouse.embedded.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final Kind KIND = Kind.builtIn("v1", "ConfigMap", "configmaps", "cm", Rules.NONE);

  private final Store store = new Store(3);
  private final Shelf shelf = store.shelf(KIND);

  @Test
  void canSayHowItWas() {
    var a = store.add(KIND, map("a", "1"));
    var then = store.version();
    store.replace(KIND, a, map("a", "2"));
    store.remove(KIND, store.add(KIND, map("b", "1")));
    assertThat(shelf.at(then)).containsExactly(a);
    assertThat(values(shelf.all())).containsExactly("a2");
  }

  @Test
  void forgetsWhatIsOld() {
    var start = store.version();
    assertThat(shelf.floor()).isEqualTo(start).isGreaterThan(1);
    for (int i = 0; i < 5; i++) {
      store.add(KIND, map("m" + i, ""));
    }
    assertThat(shelf.floor()).isEqualTo(start + 2);
    assertThat(shelf.after(start + 2)).map(Change::version).contains(start + 3);
    assertThat(shelf.after(store.version())).isEmpty();
  }

  @Test
  void showsWhatEntersAndLeavesASelection() {
    var seen = new ArrayList<String>();
    var ones = new Selection("", _ -> true, o -> o.path("data").path("v").asText().equals("1"));
    var from = store.version();
    var a = store.add(KIND, map("a", "2"));
    var b = store.replace(KIND, a, map("a", "1"));
    store.replace(KIND, b, map("a", "3"));
    for (var next = shelf.after(from); next.isPresent(); next = shelf.after(next.get().version())) {
      ones.see(next.get())
          .ifPresent(e -> seen.add(e.type() + values(List.of(e.object())).getFirst()));
    }
    assertThat(seen).containsExactly("ADDEDa1", "DELETEDa1");
  }

  private static ObjectNode map(String name, String value) {
    var map = Json.object();
    new Meta(map).node().put("name", name);
    map.putObject("data").put("v", value);
    return map;
  }

  private static List<String> values(List<ObjectNode> maps) {
    return maps.stream().map(m -> new Meta(m).name() + m.path("data").path("v").asText()).toList();
  }
}
