package dev.dormouse.crds.build;

import dev.dormouse.crds.Flavor;
import dev.dormouse.crds.Session;
import dev.dormouse.crds.SessionTemplate;
import dev.dormouse.crds.SessionUser;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the four CRDs into a folder: the one program of the build. */
public final class CrdYaml {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "Session", Session.class,
          "SessionTemplate", SessionTemplate.class,
          "Flavor", Flavor.class,
          "SessionUser", SessionUser.class);

  private CrdYaml() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int written =
        new CRDGenerator()
            .customResourceClasses(KINDS.values())
            .forCRDVersions("v1")
            // A word like Yes would be a boolean to many who read it.
            .withMinQuotes(false)
            .withPostProcessor(new Tidied())
            .inOutputDir(folder.toFile())
            .generate();
    if (written != KINDS.size()) {
      throw new IllegalStateException(written + " of 4 CRDs were written to " + folder);
    }
  }

  /** Hands each CRD, with the class that it comes from, to {@link Tidy}. */
  private static final class Tidied implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata generated, String crdVersion) {
      var crd = (CustomResourceDefinition) generated;
      Class<? extends HasMetadata> kind = KINDS.get(crd.getSpec().getNames().getKind());
      if (kind == null) {
        throw new IllegalStateException("no class for " + crd.getMetadata().getName());
      }
      return Tidy.crd(crd, kind);
    }
  }
}
