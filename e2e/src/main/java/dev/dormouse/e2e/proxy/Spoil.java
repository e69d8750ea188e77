package dev.dormouse.e2e.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What becomes of an event of a watch on its way to whoever watches. */
sealed interface Spoil {
  List<Buffer> of(Call watch, Buffer event);

  private static JsonObject object(Buffer event) {
    return new JsonObject(event).getJsonObject("object");
  }

  private static String named(Buffer event) {
    return object(event).getJsonObject("metadata", new JsonObject()).getString("name", "");
  }

  /** An object is told otherwise than it is. */
  record Altered(Matching matching, String name, UnaryOperator<JsonObject> how) implements Spoil {
    @Override
    public List<Buffer> of(Call watch, Buffer event) {
      if (!matching.test().test(watch) || !named(event).equals(name)) {
        return List.of(event);
      }
      var json = new JsonObject(event);
      return List.of(json.put("object", how.apply(json.getJsonObject("object"))).toBuffer());
    }
  }

  /** What was told of an object before its end is told once more after it. */
  record Echoed(Matching matching, String name, Map<Call, Buffer> last) implements Spoil {
    Echoed(Matching matching, String name) {
      this(matching, name, new ConcurrentHashMap<>());
    }

    @Override
    public List<Buffer> of(Call watch, Buffer event) {
      if (!matching.test().test(watch) || !named(event).equals(name)) {
        return List.of(event);
      }
      if (!new JsonObject(event).getString("type").equals("DELETED")) {
        last.put(watch, event.copy());
        return List.of(event);
      }
      var before = last.remove(watch);
      return before == null ? List.of(event) : List.of(event, before);
    }
  }
}
