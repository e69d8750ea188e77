package dev.dormouse.metrics.calls;

import dev.dormouse.metrics.ApiMetrics;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts each call of a client when its answer begins, or when it is sure that none does. The
 * client copies requests on their way, with another id each: so a call is known again by what it
 * asks for. A client that tries nothing twice doesn't say what failed: what has no answer after a
 * while, longer than any call may take, has none.
 */
public final class CountedCalls implements Interceptor {
  private static final long GIVEN_UP = Duration.ofSeconds(20).toNanos();

  private final ApiMetrics metrics;
  private final Map<Asked, Deque<Begun>> began = new HashMap<>();

  private record Begun(ApiCall call, long since) {}

  private record Asked(String method, String what) {
    static Asked of(HttpRequest request) {
      URI address = request.uri();
      return new Asked(request.method(), address.getRawPath() + "?" + address.getRawQuery());
    }
  }

  public CountedCalls(ApiMetrics metrics) {
    this.metrics = metrics;
  }

  /** Of those that become web sockets: they have no consumer. */
  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (builder instanceof WebSocket.Builder) {
      begins(request);
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    begins(request);
    return consumer;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    over(request, ApiCall.code(response.code()));
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    over(request, "none");
  }

  private synchronized void begins(HttpRequest request) {
    long now = System.nanoTime();
    began.values().forEach(asked -> asked.removeIf(one -> givenUp(one, now)));
    began.values().removeIf(Deque::isEmpty);
    var call = ApiCall.of(request.method(), request.uri());
    began.computeIfAbsent(Asked.of(request), _ -> new ArrayDeque<>()).addLast(new Begun(call, now));
  }

  private boolean givenUp(Begun one, long now) {
    if (now - one.since() < GIVEN_UP) {
      return false;
    }
    count(one, "none", now);
    return true;
  }

  /** Of several that ask the same the latest is answered: those before it may have failed. */
  private synchronized void over(HttpRequest request, String code) {
    var all = began.getOrDefault(Asked.of(request), new ArrayDeque<>());
    Optional.ofNullable(all.pollLast()).ifPresent(one -> count(one, code, System.nanoTime()));
  }

  private void count(Begun one, String code, long now) {
    metrics.call(one.call().verb(), one.call().kind(), code, Duration.ofNanos(now - one.since()));
  }
}
