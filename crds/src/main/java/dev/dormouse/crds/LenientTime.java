package dev.dormouse.crds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A time that anybody may have written. One that is none, or of no year that people write, counts
 * as not given: else a single object that can't be read would keep all others from being seen.
 */
final class LenientTime extends StdDeserializer<Instant> {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final long serialVersionUID = 1;

  LenientTime() {
    super(Instant.class);
  }

  @Override
  public @Nullable Instant deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    if (json.currentToken().isStructStart()) {
      json.skipChildren();
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(json.getText()).toInstant();
      return time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
