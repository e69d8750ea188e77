package dev.dormouse.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Refusal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The few objects that kubectl's own subcommands ({@code create namespace}, {@code configmap},
 * {@code secret}, {@code serviceaccount}) send as protocol buffers, whatever a server accepts.
 *
 * <p>The envelope is that of k8s.io/apimachinery/pkg/runtime/generated.proto, the field numbers are
 * those of k8s.io/api/core/v1/generated.proto. A field that is not known here refuses the object,
 * unless it is empty: nothing that was said is lost.
 */
final class Protobuf {
  static final String TYPE = "application/vnd.kubernetes.protobuf";
  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private static final Message TYPE_META =
      new Message(Map.of(1, new Field.Text("apiVersion"), 2, new Field.Text("kind")));

  private static final Message META =
      new Message(
          Map.of(
              1, new Field.Text("name"),
              2, new Field.Text("generateName"),
              3, new Field.Text("namespace"),
              8, new Field.Ignored(),
              11, new Field.Texts("labels"),
              12, new Field.Texts("annotations")));

  private static final Map<String, Message> KINDS =
      Map.of(
          "Namespace",
          new Message(Map.of(1, META, 2, new Field.Ignored(), 3, new Field.Ignored())),
          "ServiceAccount",
          new Message(Map.of(1, META)),
          "ConfigMap",
          new Message(
              Map.of(
                  1, META,
                  2, new Field.Texts("data"),
                  3, new Field.Bytes("binaryData"),
                  4, new Field.Flag("immutable"))),
          "Secret",
          new Message(
              Map.of(
                  1, META,
                  2, new Field.Bytes("data"),
                  3, new Field.Text("type"),
                  4, new Field.Texts("stringData"),
                  5, new Field.Flag("immutable"))));

  private Protobuf() {}

  private sealed interface Field {
    record Text(String name) implements Field {}

    record Flag(String name) implements Field {}

    record Texts(String name) implements Field {}

    record Bytes(String name) implements Field {}

    /** The server writes it itself. */
    record Ignored() implements Field {}
  }

  /** What stands under which number; a message in a message is always the metadata. */
  private record Message(Map<Integer, Field> fields) implements Field {}

  static ObjectNode read(byte[] body) {
    try {
      return envelope(ByteBuffer.wrap(body));
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      throw Refusal.badRequest("the object provided is unrecognized: it is no protocol buffer");
    }
  }

  private static ObjectNode envelope(ByteBuffer body) {
    var magic = new byte[MAGIC.length];
    body.get(magic);
    var type = Json.object();
    var raw = ByteBuffer.allocate(0);
    while (body.hasRemaining()) {
      var tag = number(body);
      var part = bytes(body);
      if (tag >>> 3 == 1) {
        fill(TYPE_META, part, type);
      } else if (tag >>> 3 == 2) {
        raw = part;
      }
    }
    var kind = KINDS.get(type.path("kind").asText());
    if (!Arrays.equals(magic, MAGIC) || kind == null) {
      throw unknown(type.path("kind").asText());
    }
    fill(kind, raw, type);
    return type;
  }

  private static void fill(Message message, ByteBuffer from, ObjectNode to) {
    while (from.hasRemaining()) {
      var tag = number(from);
      var field = message.fields().get((int) (tag >>> 3));
      switch ((int) tag & 7) {
        case 0 -> flag(field, number(from), to);
        case 2 -> part(field, bytes(from), to);
        default -> throw new IllegalArgumentException("wire type " + (tag & 7));
      }
    }
  }

  private static void flag(@Nullable Field field, long value, ObjectNode to) {
    if (field instanceof Field.Flag(var name)) {
      to.put(name, value != 0);
    } else if (value != 0) {
      throw unknown("such an object");
    }
  }

  private static void part(@Nullable Field field, ByteBuffer value, ObjectNode to) {
    switch (field) {
      case Field.Text(var name) when value.hasRemaining() -> to.put(name, text(value));
      case Field.Texts(var name) -> entry(value, to.withObjectProperty(name), Protobuf::text);
      case Field.Bytes(var name) -> entry(value, to.withObjectProperty(name), Protobuf::base64);
      case Message meta -> fill(meta, value, to.withObjectProperty("metadata"));
      case Field.Ignored _ -> {}
      case null, default -> {
        if (value.hasRemaining()) {
          throw unknown("such an object");
        }
      }
    }
  }

  /** A map comes entry by entry, each a message of a key and a value. */
  private static void entry(ByteBuffer from, ObjectNode to, Function<ByteBuffer, String> read) {
    var key = "";
    var value = "";
    while (from.hasRemaining()) {
      if (number(from) >>> 3 == 1) {
        key = text(bytes(from));
      } else {
        value = read.apply(bytes(from));
      }
    }
    to.put(key, value);
  }

  private static long number(ByteBuffer from) {
    var number = 0L;
    for (int shift = 0; shift < 64; shift += 7) {
      var next = from.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number without end");
  }

  private static ByteBuffer bytes(ByteBuffer from) {
    var length = Math.toIntExact(Math.min(number(from), Integer.MAX_VALUE));
    if (length < 0 || length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    var bytes = from.slice(from.position(), length);
    from.position(from.position() + length);
    return bytes;
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static String base64(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(Base64.getEncoder().encode(bytes)).toString();
  }

  private static Refusal unknown(String what) {
    return Refusal.unsupportedMediaType(
        "the embedded cluster can't read %s as a protocol buffer: send it as JSON, as kubectl apply -f does"
            .formatted(what));
  }
}
