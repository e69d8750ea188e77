package dev.dormouse.embedded.api.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dormouse.embedded.api.store.Draft;
import dev.dormouse.embedded.api.store.Json;
import dev.dormouse.embedded.api.store.Kind;
import dev.dormouse.embedded.api.store.Refusal;
import dev.dormouse.embedded.api.store.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final Kind DENS = Kind.builtIn("zoo.test/v1", "Den", "dens", "", Rules.NONE);
  private static final ObjectNode SCHEMA =
      Json.literal(
          """
          {"type": "object", "properties": {"spec": {"type": "object", "required": ["owner"],
            "properties": {
              "owner": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-z]+$"},
              "size": {"type": "integer", "minimum": 1, "maximum": 5, "default": 2},
              "wanted": {"type": "string", "enum": ["Awake", "Asleep"]},
              "maybe": {"type": "string", "nullable": true},
              "tags": {"type": "array", "maxItems": 1, "items": {"type": "string"}},
              "map": {"type": "object", "additionalProperties":
                {"type": "object", "properties": {"n": {"type": "integer", "default": 7}}}},
              "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
              "pod": {"type": "object", "x-kubernetes-embedded-resource": true,
                "x-kubernetes-preserve-unknown-fields": true},
              "port": {"x-kubernetes-int-or-string": true},
              "sub": {"type": "object", "default": {},
                "properties": {"on": {"type": "boolean", "default": true}}}}}}}
          """);

  @Test
  void dropsWhatItDoesntKnowAndFillsInTheRest() {
    var draft =
        shaped(
            "{'owner':'fox','maybe':null,'wanted':null,'zz':1,'map':{'k':{'z':2}},'free':{'x':1}}");
    assertThat(draft.causes()).isEmpty();
    assertThat(draft.unknown()).containsExactly("spec.zz", "spec.map.k.z");
    assertThat(draft.object().path("spec"))
        .isEqualTo(
            json(
                "{'owner':'fox','maybe':null,'map':{'k':{'n':7}},'free':{'x':1},'size':2,"
                    + "'sub':{'on':true}}"));
  }

  @Test
  void tellsEverythingThatIsWrong() {
    assertThat(
            wrong("{'owner':'F','size':9,'wanted':'X','tags':['a',1],'pod':{},'port':{},'sub':[]}"))
        .containsExactlyInAnyOrder(
            "spec.owner: Invalid value: \"F\": spec.owner in body should be at least 2 chars long",
            "spec.owner: Invalid value: \"F\": spec.owner in body should match '^[a-z]+$'",
            "spec.size: Invalid value: 9: spec.size in body should be less than or equal to 5",
            "spec.wanted: Unsupported value: \"X\": supported values: \"Awake\", \"Asleep\"",
            "spec.tags: Too many: 2: must have at most 1 items",
            "spec.tags[1]: Invalid value: \"integer\": spec.tags[1] in body must be of type string:"
                + " \"integer\"",
            "spec.pod.apiVersion: Required value",
            "spec.pod.kind: Required value",
            "spec.port: Invalid value: \"object\": spec.port in body must be of type"
                + " integer,string: \"object\"",
            "spec.sub: Invalid value: \"array\": spec.sub in body must be of type object:"
                + " \"array\"");
  }

  @Test
  void tellsWhatIsMissing() {
    assertThat(wrong("{}")).containsExactly("spec.owner: Required value");
  }

  private static List<String> wrong(String spec) {
    return shaped(spec).causes().stream().map(SchemaTest::told).toList();
  }

  private static String told(Refusal.Cause cause) {
    return cause.field() + ": " + cause.message();
  }

  private static Draft shaped(String spec) {
    var den = Json.literal("{\"apiVersion\": \"zoo.test/v1\", \"kind\": \"Den\"}");
    den.set("spec", json(spec));
    var draft = new Draft(DENS, Json.object(), den);
    Schema.shape(SCHEMA, draft);
    return draft;
  }

  private static ObjectNode json(String text) {
    return Json.literal(text.replace('\'', '"'));
  }
}
