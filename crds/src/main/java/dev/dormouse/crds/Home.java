package dev.dormouse.crds;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that stay when a session sleeps. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "self.scope != 'none' || !(has(self.size) || has(self.storageClass) ||"
            + " has(self.accessModes))",
    message =
        "a home of scope none has no volume: leave out size, storageClass and accessModes, or"
            + " choose scope session or user")
@JsonIgnoreProperties(ignoreUnknown = true)
public record Home(
    @JsonPropertyDescription(
            "session: each session has a home of its own. user: all sessions of a user share one."
                + " none: nothing stays.")
        @Default("session")
        Scope scope,
    @JsonPropertyDescription("Where it is mounted.")
        @Default(Home.MOUNT_PATH)
        @Size(max = 256)
        @ValidationRule(
            value =
                "self.matches('^(/[A-Za-z0-9._-]+)+$') && !self.matches('/[.][.]?(/|$)') &&"
                    + " self != '/dormouse' && !self.startsWith('/dormouse/')",
            message =
                "mountPath is an absolute path of a folder, like /home/dev, not / and not under"
                    + " /dormouse")
        String mountPath,
    @JsonPropertyDescription("How much is asked for; 10Gi when left out.")
        @Size(max = 32)
        @ValidationRule(
            value = "isQuantity(self) && quantity(self).isGreaterThan(quantity('0'))",
            message = "size is a quantity like 10Gi or 500Mi")
        @Nullable String size,
    @JsonPropertyDescription("The StorageClass; the cluster's default when left out.")
        @Size(min = 1, max = 253)
        @Nullable String storageClass,
    @JsonPropertyDescription("How the volume may be mounted; ReadWriteOnce when left out.")
        @Size(min = 1, max = 2)
        List<AccessMode> accessModes) {
  static final String MOUNT_PATH = "/home/dev";
  public static final Home STANDARD = new Home(Scope.SESSION, MOUNT_PATH, null, null, List.of());

  public Home {
    scope = requireNonNullElse(scope, Scope.SESSION);
    mountPath = requireNonNullElse(mountPath, MOUNT_PATH);
    accessModes = List.copyOf(requireNonNullElse(accessModes, List.of()));
  }

  /** Who shares a home. */
  public enum Scope {
    @JsonProperty("session")
    SESSION,
    @JsonProperty("user")
    USER,
    @JsonProperty("none")
    NONE
  }

  /** How a volume may be mounted. */
  public enum AccessMode {
    @JsonProperty("ReadWriteOnce")
    READ_WRITE_ONCE,
    @JsonProperty("ReadWriteMany")
    READ_WRITE_MANY,
    @JsonProperty("ReadWriteOncePod")
    READ_WRITE_ONCE_POD
  }
}
