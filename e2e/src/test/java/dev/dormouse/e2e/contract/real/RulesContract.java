package dev.dormouse.e2e.contract.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.e2e.OnCluster;
import dev.dormouse.e2e.Place;
import dev.dormouse.e2e.wire.Answer;
import dev.dormouse.e2e.wire.Refusal;
import dev.dormouse.e2e.wire.Refusal.Details;
import dev.dormouse.e2e.wire.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules in CEL: what is refused is refused in the rule's own sentence. */
@OnCluster
final class RulesContract {

  private static Resources ruled(Place place) {
    var path = "/apis/%s/v1/namespaces/%s/ruled".formatted(place.group(), place.namespace());
    return place.api().resources(path);
  }

  private static Answer create(Place place, String spec) {
    return ruled(place)
        .create(
            "{apiVersion: %s/v1, kind: Ruled, metadata: {name: a}, spec: %s}"
                .formatted(place.group(), spec));
  }

  private static Refusal invalid(Place place, String field, String why) {
    return new Refusal(
        422,
        "Invalid",
        "Ruled.%s \"a\" is invalid: %s: Invalid value: %s".formatted(place.group(), field, why),
        Details.of(place.group(), "Ruled", "a").with("FieldValueInvalid", field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {owner: a, idle: 9, longest: 8}     | spec       | idle may not be above longest
          {owner: a--b}                       | spec.owner | "a--b": an owner is lower-case letters, digits and single dashes
          {owner: a, image: i, template: t}   | spec.image | say image or template, not both: you said i and t
          """)
  void aBrokenRuleIsRefusedInItsOwnSentence(String spec, String field, String why, Place place) {
    assertThat(create(place, spec).refusal()).isEqualTo(invalid(place, field, why));
  }

  @Test
  void aFieldThatIsToStayCantBeChanged(Place place) {
    create(place, "{owner: alice}").object();

    var refusal = ruled(place).merge("a", "{spec: {owner: bob}}").refusal();

    assertThat(refusal).isEqualTo(invalid(place, "spec.owner", "\"bob\": it keeps its owner"));
    assertThat(ruled(place).merge("a", "{spec: {size: large}}").code()).isEqualTo(200);
  }

  @Test
  void whatIsMalformedIsToldFirstAndTheRulesWait(Place place) {
    var refusal = create(place, "{owner: a, size: huge, idle: 9, longest: 8}").refusal();

    assertThat(refusal.message())
        .contains("spec.size: Unsupported value: \"huge\"")
        .contains("some validation rules were not checked because the object was invalid");
  }
}
