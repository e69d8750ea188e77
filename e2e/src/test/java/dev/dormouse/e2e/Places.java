package dev.dormouse.e2e;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test that asks for one a place, and starts the cluster when the first one asks. */
final class Places implements ParameterResolver {
  private static final Namespace OURS = Namespace.create(Places.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Place.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var ground =
        test.getRoot()
            .getStore(OURS)
            .getOrComputeIfAbsent(Ground.class, _ -> Ground.lay(), Ground.class);
    return test.getStore(OURS)
        .getOrComputeIfAbsent(
            Place.class, _ -> Place.on(Optional.ofNullable(ground).orElseThrow()));
  }
}
