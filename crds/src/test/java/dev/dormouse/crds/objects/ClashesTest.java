package dev.dormouse.crds.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("E2")
class ClashesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          volumes: [{name: a}, {name: a}]       | two volumes are called "a"
          volumes: [{name: home}]               | a volume is called "home", as the home is
          volumes: [{name: dormouse-bundle}]    | a volume is called "dormouse-bundle": such names are Dormouse's own
          containers: [{name: a}, {name: a}]    | two containers are called "a"
          containers: [{name: a}], initContainers: [{name: a}] | two containers are called "a"
          initContainers: [{name: session}]     | an init container is called session, as what people log in to is
          containers: [{name: session, volumeMounts: [{name: a, mountPath: /a}]}] | container "session" mounts "a", and no volume is called so
          containers: [{name: spy, volumeMounts: [{name: dormouse-host-key, mountPath: /a}]}] | container "spy" mounts "dormouse-host-key", which is Dormouse's own
          volumes: [{name: a}], containers: [{name: session, volumeMounts: [{name: a, mountPath: /home/dev/}]}] | container "session" mounts "a" at /home/dev/, where the home is
          volumes: [{name: a}], containers: [{name: session, volumeMounts: [{name: a, mountPath: /x/../dormouse/run}]}] | container "session" mounts "a" at /x/../dormouse/run, where Dormouse's own files are
          volumes: [{name: a}, {name: b}], initContainers: [{name: i, volumeMounts: [{name: a, mountPath: /d}, {name: b, mountPath: /d/}]}] | container "i" mounts "b" at /d/, where it mounts another volume already
          """)
  void isSaid(String spec, String why) {
    assertThat(Clashes.in(Alice.template(of(spec)).getSpec())).contains(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tolerations: [{key: a}]",
        "containers: [{name: cache, volumeMounts: [{name: home, mountPath: /files}]}]",
        "volumes: [{name: a}], containers: [{name: session, volumeMounts:"
            + " [{name: a, mountPath: /home}, {name: a, mountPath: /dev/shm}]}, {name: side,"
            + " volumeMounts: [{name: a, mountPath: /home/dev}]}]",
      })
  void whatStandsBesideOursIsNone(String spec) {
    assertThat(Clashes.in(Alice.template(of(spec)).getSpec())).isEmpty();
  }

  @Test
  void withoutAHomeItsNameAndPlaceAreFree() {
    var spec =
        "volumes: [{name: home}], containers: [{name: session, volumeMounts: [{name: home,"
            + " mountPath: /home/dev}]}]";
    assertThat(Clashes.in(Alice.template(of(spec) + "home: {scope: none}\n").getSpec())).isEmpty();
    assertThat(Clashes.in(Alice.template("image: debian:13").getSpec())).isEmpty();
  }

  private static String of(String spec) {
    return "image: debian:13\npodTemplate: {spec: {" + spec + "}}\n";
  }
}
