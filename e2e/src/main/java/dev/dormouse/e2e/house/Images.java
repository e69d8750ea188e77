package dev.dormouse.e2e.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dormouse.crds.objects.SessionCommand;
import dev.dormouse.e2e.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Templates whose image has an sshd: the real thing on Kubernetes, only a name on embedded. */
public final class Images {
  /** A Debian with openssh-server, git, rsync and xauth; {@code -Dsession.image} names another. */
  public static final String SESSION =
      System.getProperty("session.image", "dormouse.test/session:1");

  private static final String HOME = "/home/dev";

  private Images() {}

  /**
   * What a template needs to be reached by ssh, with what a test wants otherwise laid over it.
   *
   * @param loginUser on embedded an sshd lets in nobody but the user who runs it
   */
  public static ObjectNode template(String loginUser, String more) {
    var base =
        Json.object(
            """
            image: %s
            loginUser: %s
            home: {scope: session, mountPath: %s, size: 1Gi}
            lifecycle: {idleAfter: 30m, startWithin: 2m, stopWithin: 5s}
            podTemplate:
              spec:
                containers:
                - name: session
                  imagePullPolicy: IfNotPresent
                  command: [sh, -c, %s, session, %s, %s, %s]
            """
                .formatted(
                    SESSION,
                    loginUser,
                    HOME,
                    TextNode.valueOf(entry()),
                    HOME,
                    loginUser,
                    TextNode.valueOf(asArgument(SessionCommand.script()))));
    return lay(base, Json.tree(more));
  }

  /**
   * Lays one object over another, field by field; of a podTemplate's containers the first over the
   * first, the others beside it.
   */
  public static ObjectNode lay(ObjectNode under, JsonNode over) {
    over.properties()
        .forEach(
            field -> {
              if (field.getValue() instanceof ObjectNode more
                  && under.get(field.getKey()) instanceof ObjectNode there) {
                lay(there, more);
              } else if (field.getKey().equals("containers")
                  && under.at("/containers/0") instanceof ObjectNode there
                  && field.getValue().get(0) instanceof ObjectNode more) {
                lay(there, more);
                for (int at = 1; at < field.getValue().size(); at++) {
                  under.withArray("/containers").add(field.getValue().get(at));
                }
              } else {
                under.set(field.getKey(), field.getValue());
              }
            });
    return under;
  }

  /** A kubelet makes one of two dollars, in whatever stands in a command. */
  private static String asArgument(String script) {
    return script.replace("$$", "$$$$");
  }

  private static String entry() {
    try (var script = Images.class.getResourceAsStream("session.sh")) {
      if (script == null) {
        throw new IllegalStateException("session.sh isn't beside " + Images.class);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading session.sh", e);
    }
  }
}
