package dev.dormouse.embedded.api.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Refusal;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema of what is built in: the models that every Java client uses. An object is read into
 * its model only to learn which of its fields no model has, and which have the wrong type.
 */
final class Models {
  private static final ObjectMapper MAPPER = mapper();

  private Models() {}

  /** Drops what the model doesn't know, and every null. */
  static void shape(Class<?> model, Draft draft) {
    Json.dropNulls(draft.object());
    shape(model, draft.object(), "", draft);
  }

  static void shapeMetadata(Draft draft) {
    shape(ObjectMeta.class, draft.meta().node(), "metadata.", draft);
  }

  private static void shape(Class<?> model, ObjectNode tree, String prefix, Draft draft) {
    var unknown = new ArrayList<JsonPointer>();
    try {
      MAPPER.readerFor(model).withHandler(noteInto(unknown)).readValue(Json.print(tree));
    } catch (JsonMappingException wrong) {
      throw Refusal.badRequest(
          "%1$s in version \"%2$s\" cannot be handled as a %1$s: json: cannot unmarshal %3$s"
              .formatted(draft.kind().name(), draft.kind().version(), where(prefix, wrong)));
    } catch (IOException never) {
      throw new IllegalStateException("a tree can't be read", never);
    }
    for (var pointer : unknown) {
      if (tree.at(pointer.head()) instanceof ObjectNode holder) {
        holder.remove(pointer.last().getMatchingProperty());
        draft.unknown().add(prefix + field(pointer));
      }
    }
  }

  private static String where(String prefix, JsonMappingException wrong) {
    var path = new StringBuilder(prefix);
    for (var step : wrong.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return "the value of field " + path;
  }

  private static String field(JsonPointer pointer) {
    var path = new StringBuilder();
    for (var at = pointer; !at.matches(); at = at.tail()) {
      if (at.mayMatchElement()) {
        path.append('[').append(at.getMatchingIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(at.getMatchingProperty());
      }
    }
    return path.toString();
  }

  private static DeserializationProblemHandler noteInto(List<JsonPointer> unknown) {
    return new DeserializationProblemHandler() {
      @Override
      public boolean handleUnknownProperty(
          DeserializationContext context,
          JsonParser parser,
          JsonDeserializer<?> deserializer,
          Object holder,
          String name)
          throws IOException {
        unknown.add(parser.getParsingContext().pathAsPointer());
        parser.skipChildren();
        return true;
      }
    };
  }

  private static ObjectMapper mapper() {
    var onlyWhatIsDeclared =
        new JacksonAnnotationIntrospector() {
          private static final long serialVersionUID = 1;

          @Override
          public Boolean hasAnySetter(Annotated annotated) {
            return false;
          }
        };
    var mapper =
        JsonMapper.builder()
            .annotationIntrospector(onlyWhatIsDeclared)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new JavaTimeModule()) // a Lease's times
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }
}
