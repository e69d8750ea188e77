package dev.dormouse.crds.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class MergeTest {
  @Test
  void objectsAreMergedAndValuesReplaced() {
    assertThat(lay("{a: 1, b: {c: over}}", "{b: {c: under, d: kept}, e: kept}"))
        .isEqualTo(json("{a: 1, b: {c: over, d: kept}, e: kept}"));
  }

  @Test
  void entriesOfAListAreTheSameByTheirName() {
    assertThat(
            lay(
                "{containers: [{name: session, image: ours}]}",
                "{containers: [{name: cache}, {name: session, image: theirs, tty: true}]}"))
        .isEqualTo(json("{containers: [{name: session, image: ours, tty: true}, {name: cache}]}"));
  }

  @Test
  void ofTwoVolumesOrVariablesOfOneNameOursIsTakenWhole() {
    assertThat(
            lay(
                "{volumes: [{name: home, persistentVolumeClaim: {claimName: a}}]}",
                "{volumes: [{name: home, emptyDir: {}}]}"))
        .isEqualTo(json("{volumes: [{name: home, persistentVolumeClaim: {claimName: a}}]}"));
    assertThat(lay("{env: [{name: A, value: b}]}", "{env: [{name: A, valueFrom: {fieldRef: {}}}]}"))
        .isEqualTo(json("{env: [{name: A, value: b}]}"));
  }

  @Test
  void aListWithoutNamesIsReplaced() {
    assertThat(lay("{command: [a]}", "{command: [b, c]}")).isEqualTo(json("{command: [a]}"));
  }

  @Test
  void tolerationsStandSideBySide() {
    assertThat(lay("{tolerations: [{key: a}]}", "{tolerations: [{key: b}, {key: a}]}"))
        .isEqualTo(json("{tolerations: [{key: a}, {key: b}]}"));
  }

  @Test
  void neitherSideIsChanged() {
    ObjectNode over = json("{env: [{name: a, value: over}]}");
    ObjectNode under = json("{env: [{name: a, value: under}]}");
    Merge.lay(over, under).withArray("env").removeAll();
    assertThat(over).isEqualTo(json("{env: [{name: a, value: over}]}"));
    assertThat(under).isEqualTo(json("{env: [{name: a, value: under}]}"));
  }

  private static ObjectNode lay(String over, String under) {
    return Merge.lay(json(over), json(under));
  }

  private static ObjectNode json(String yaml) {
    return Alice.YAML.unmarshal("---\n" + yaml, ObjectNode.class);
  }
}
