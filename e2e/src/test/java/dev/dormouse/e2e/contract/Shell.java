package dev.dormouse.e2e.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dormouse.e2e.Place;

/**
 * A pod whose one container, {@code main}, runs a shell script; what else it shall have is said in
 * YAML.
 *
 * <p>A script finds a volume at {@code ${DORMOUSE_MOUNT_HOME:-/home}}: where pods are plain
 * processes nothing can be mounted at a path, and an environment variable says where it is.
 */
record Shell(String name, String script, String spec, String container) {

  /** A pod that does something and is done. */
  static Shell once(String name, String script) {
    return new Shell(name, script, "restartPolicy: Never", "");
  }

  /** A pod that does something and is started again when it ends. */
  static Shell always(String name, String script) {
    return new Shell(name, script, "restartPolicy: Always", "");
  }

  /** A pod that stays until it is asked to go, and goes at once then. */
  static Shell staying(String name) {
    return always(name, "trap 'exit 0' TERM; sleep 300 & wait");
  }

  /** With more fields of the pod's spec. */
  Shell with(String yaml) {
    return new Shell(name, script, spec + ", " + yaml, container);
  }

  /** With more fields of the container. */
  Shell inside(String yaml) {
    return new Shell(name, script, spec, container + ", " + yaml);
  }

  /** With an init container, {@code first}, that runs a script of its own. */
  Shell after(String script, String container) {
    return with(
        "initContainers: [{name: first, image: 'IMAGE', imagePullPolicy: IfNotPresent,"
            + " command: [sh, -c, %s]%s}]".formatted(TextNode.valueOf(script), container));
  }

  /** With a claim's volume called {@code home}, mounted at /home. */
  Shell atHome(String claim) {
    return with("volumes: [{name: home, persistentVolumeClaim: {claimName: " + claim + "}}]")
        .inside("volumeMounts: [{name: home, mountPath: /home}]");
  }

  /** The object, for the image that the cluster under test has. */
  String yaml(Place place) {
    return yaml(place.cluster().image());
  }

  /** The object, for any image. */
  String yaml(String image) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s}
        spec: {%s, containers: [{name: main, image: '%s', imagePullPolicy: IfNotPresent,
          command: [sh, -c, %s]%s}]}
        """
        .formatted(name, spec, image, TextNode.valueOf(script), container)
        .replace("'IMAGE'", "'" + image + "'");
  }

  /** With the files of a Secret as a volume called {@code keys}, mounted at /keys. */
  Shell knowing(String secret) {
    return with("volumes: [{name: keys, secret: {secretName: " + secret + "}}]")
        .inside("volumeMounts: [{name: keys, mountPath: /keys, readOnly: true}]");
  }

  /** Creates it. */
  JsonNode in(Place place) throws InterruptedException {
    return place.pods().create(yaml(place)).object();
  }
}
