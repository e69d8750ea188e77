package dev.dormouse.e2e.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which objects a list brings. */
@OnCluster
final class SelectingContract {

  private static void three(Place place) {
    for (var made :
        new String[] {
          "{name: a, labels: {of: alice, size: small}}",
          "{name: b, labels: {of: bob, size: large}}",
          "{name: c, labels: {of: bob, test.dev/odd: ''}}"
        }) {
      var map = "{apiVersion: v1, kind: ConfigMap, metadata: " + made + "}";
      place.configMaps().create(map).object();
    }
  }

  private static List<String> names(Place place, String parameter, String selector) {
    var names = new ArrayList<String>();
    var query = parameter + "=" + URLEncoder.encode(selector, UTF_8);
    for (var item : place.configMaps().list(query).path("items")) {
      var name = item.at("/metadata/name").asText();
      if (name.length() == 1) {
        names.add(name);
      }
    }
    return names;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          of=alice                       | a
          of==bob                        | b,c
          of!=alice,of                   | b,c
          of=bob,size=large              | b
          of in (alice, bob)             | a,b,c
          of in (alice),size in (small)  | a
          size notin (small),of          | b,c
          size                           | a,b
          !size,of                       | c
          test.dev/odd=                  | c
          of=nobody                      | -
          """)
  void aLabelSelectorBringsWhatItSays(String selector, String expected, Place place) {
    three(place);

    var found = names(place, "labelSelector", selector);

    assertThat(found).isEqualTo(expected.equals("-") ? List.of() : List.of(expected.split(",")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metadata.name=b                   | b
          metadata.name!=b                  | a,c
          metadata.name=b,metadata.name!=b  | -
          metadata.namespace=default        | -
          """)
  void aFieldSelectorBringsWhatItSays(String selector, String expected, Place place) {
    three(place);

    var found = names(place, "fieldSelector", selector);

    assertThat(found).isEqualTo(expected.equals("-") ? List.of() : List.of(expected.split(",")));
  }

  @Test
  void aSelectorThatIsNoneIsABadRequest(Place place) {
    var answer = place.api().get(place.configMaps().path() + "?labelSelector=of+in");

    assertThat(answer.refusal().code()).isEqualTo(400);
    assertThat(answer.refusal().reason()).isEqualTo("BadRequest");
    assertThat(answer.refusal().message()).startsWith("unable to parse requirement: ");
  }

  @Test
  void aFieldThatCantBeSelectedIsABadRequest(Place place) {
    var answer = place.api().get(place.configMaps().path() + "?fieldSelector=data.k%3Dv");

    assertThat(answer.refusal().code()).isEqualTo(400);
    assertThat(answer.refusal().reason()).isEqualTo("BadRequest");
    assertThat(answer.refusal().message()).contains("data.k");
  }

  @Test
  void aListIsOfItsKindAndHasAVersionOfItsOwn(Place place) {
    var made = place.thing("a", "{owner: alice}");

    var list = place.things().list("");

    assertThat(list.path("kind").asText()).isEqualTo("ThingList");
    assertThat(list.path("apiVersion").asText()).isEqualTo(place.group() + "/v1");
    assertThat(list.at("/metadata/resourceVersion").asLong())
        .isGreaterThanOrEqualTo(made.at("/metadata/resourceVersion").asLong());
  }

  @Test
  void aListOverAllNamespacesBringsThoseOfThisOneToo(Place place) {
    place.configMap("a", "{}");
    place.configMaps().merge("a", "{metadata: {labels: {in: " + place.namespace() + "}}}").object();

    var everywhere =
        place.api().resources("/api/v1/configmaps").list("labelSelector=in%3D" + place.namespace());

    assertThat(everywhere.path("items")).hasSize(1);
    assertThat(everywhere.path("kind").asText()).isEqualTo("ConfigMapList");
  }
}
