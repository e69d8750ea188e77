package dev.dormouse.embedded.api.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Trees of JSON, which is what every object is here: parsed, printed and picked apart. */
public final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static JsonNode parse(byte[] text) throws java.io.IOException {
    return MAPPER
        .reader()
        .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(text);
  }

  /** A tree written down in the sources, which is known to be right. */
  public static ObjectNode literal(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(text, wrong);
    }
  }

  public static byte[] print(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException never) {
      throw new IllegalStateException("a tree can't be printed", never);
    }
  }

  public static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  public static ArrayNode strings(Iterable<String> texts) {
    var array = array();
    texts.forEach(array::add);
    return array;
  }

  /** Takes every null out, as a typed server does on the way in. */
  public static void dropNulls(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    }
    tree.forEach(Json::dropNulls);
  }
}
