package dev.dormouse.e2e.login;

import dev.dormouse.e2e.Cluster;
import dev.dormouse.e2e.house.House;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Gives each class its house, on a cluster that all of them share; a failure shows the logs. */
final class Houses implements BeforeAllCallback, ParameterResolver, TestExecutionExceptionHandler {
  private static final Namespace OURS = Namespace.create(Houses.class);

  @Override
  public void beforeAll(ExtensionContext suite) {
    var cluster =
        suite
            .getRoot()
            .getStore(OURS)
            .getOrComputeIfAbsent(Cluster.class, _ -> Cluster.chosen(), Cluster.class);
    suite.getStore(OURS).put(House.class, House.on(Optional.ofNullable(cluster).orElseThrow()));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == House.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return house(test);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new AssertionError("the brokers said:\n" + house(test).logs()));
    throw failure;
  }

  private static House house(ExtensionContext test) {
    return Optional.ofNullable(test.getStore(OURS).get(House.class, House.class)).orElseThrow();
  }
}
