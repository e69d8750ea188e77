package dev.dormouse.e2e.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;

/** What keeps events of watches back until a test lets them go; the order stays. */
sealed interface Stop {
  Held held();

  /** Whether this event of this watch has to wait. */
  boolean stops(Call watch, Buffer event);

  /** Every event: the watches stay open, and are silent. */
  record Silence(Matching matching, Held held) implements Stop {
    @Override
    public boolean stops(Call watch, Buffer event) {
      return !held.isReleased() && matching.test().test(watch);
    }
  }

  /** The next event of a type about an object, on the first watch that brings it. */
  record Next(Matching matching, String type, String name, AtomicBoolean taken, Held held)
      implements Stop {
    @Override
    public boolean stops(Call watch, Buffer event) {
      return matching.test().test(watch) && isMeant(event) && taken.compareAndSet(false, true);
    }

    private boolean isMeant(Buffer event) {
      var json = new JsonObject(event);
      var metadata = json.getJsonObject("object").getJsonObject("metadata", new JsonObject());
      return json.getString("type").equals(type) && metadata.getString("name", "").equals(name);
    }
  }
}
