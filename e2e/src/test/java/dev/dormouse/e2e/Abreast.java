package dev.dormouse.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Several callers at once. */
public final class Abreast {
  private Abreast() {}

  /** Does the same so many times at once and gives all results; who fails, fails the test. */
  public static <T> List<T> each(int callers, IntFunction<T> what)
      throws InterruptedException, ExecutionException {
    var results = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, callers).<Callable<T>>mapToObj(i -> () -> what.apply(i)).toList();
      for (var result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
    }
    return results;
  }
}
