package dev.dormouse.embedded.api.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.embedded.api.store.Json;
import org.junit.jupiter.api.Test;

class PatchesTest {
  @Test
  void aMergePatchReplacesMergesAndTakesAway() {
    assertThat(merge("{'a':{'b':1,'c':2},'d':[1,2]}", "{'a':{'b':null,'e':{'f':null}},'d':[3]}"))
        .isEqualTo(json("{'a':{'c':2,'e':{}},'d':[3]}"));
  }

  @Test
  void aStrategicPatchMergesListsByTheirKeys() {
    assertThat(
            strategic(
                "{'containers':[{'name':'a','image':'1','env':[{'name':'X','value':'1'}]}]}",
                "{'containers':[{'name':'a','image':'2'},{'name':'b'}]}"))
        .isEqualTo(
            json(
                "{'containers':[{'name':'b'},"
                    + "{'name':'a','image':'2','env':[{'name':'X','value':'1'}]}]}"));
  }

  @Test
  void aStrategicPatchDeletesByDirective() {
    assertThat(
            strategic(
                "{'conditions':[{'type':'A'},{'type':'B'}],'finalizers':['x','y'],'m':{'a':1}}",
                "{'conditions':[{'type':'A','$patch':'delete'}],"
                    + "'$deleteFromPrimitiveList/finalizers':['x'],'m':{'$patch':'replace','b':2}}"))
        .isEqualTo(json("{'conditions':[{'type':'B'}],'finalizers':['y'],'m':{'b':2}}"));
  }

  @Test
  void aStrategicPatchRetainsOnlyTheKeysItNames() {
    assertThat(
            strategic(
                "{'volumes':[{'name':'v','emptyDir':{}}]}",
                "{'volumes':[{'$retainKeys':['name','secret'],'name':'v','secret':{}}]}"))
        .isEqualTo(json("{'volumes':[{'name':'v','secret':{}}]}"));
  }

  @Test
  void otherListsAreReplaced() {
    assertThat(strategic("{'args':['a','b']}", "{'args':['c']}")).isEqualTo(json("{'args':['c']}"));
  }

  private static Object merge(String target, String patch) {
    return MergePatch.apply(json(target), json(patch));
  }

  private static Object strategic(String target, String patch) {
    return StrategicMerge.apply(json(target), json(patch));
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text) {
    return Json.literal(text.replace('\'', '"'));
  }
}
