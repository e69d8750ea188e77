package dev.dormouse.metrics.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read in a call's address: no name ever. */
class ApiCallTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/namespaces/dormouse-alice/pods/small-x1, get, pods",
    "GET, /api/v1/namespaces/dormouse-alice/pods, list, pods",
    "GET, /api/v1/pods?watch=true&labelSelector=a%3Db, watch, pods",
    "GET, /api/v1/namespaces/dormouse-alice/pods/small-x1/log?tailLines=5, get, pods",
    "POST, /api/v1/namespaces/dormouse-alice/pods, create, pods",
    "POST, /api/v1/namespaces, create, namespaces",
    "GET, /api/v1/namespaces/alice, get, namespaces",
    "GET, /apis/dormouse.dev/v1alpha1/sessions, list, sessions",
    "PATCH, /apis/dormouse.dev/v1alpha1/namespaces/a/sessions/small/status, patch, sessions",
    "DELETE, /apis/dormouse.dev/v1alpha1/namespaces/a/sessions/small, delete, sessions",
    "PUT, /apis/coordination.k8s.io/v1/namespaces/a/leases/dormouse-reaper, update, leases",
    "GET, /apis/metrics.k8s.io/v1beta1/namespaces/a/pods/small, get, podmetrics",
    "GET, /version, get, other",
    "GET, /apis/dormouse.dev/v1alpha1/namespaces/pods/alice, list, other",
    "GET, /apis, get, other",
    "GET, /, get, other",
    "BREW, /api/v1/namespaces/a/teapots/small, other, other",
  })
  void isReadInWordsOfClosedLists(String method, String address, String verb, String kind) {
    assertThat(ApiCall.of(method, URI.create("https://10.0.0.1:6443" + address)))
        .isEqualTo(new ApiCall(verb, kind));
  }

  @Test
  void aCodeThatNoApiServerHasIsOneOfTheOthers() {
    assertThat(ApiCall.code(409)).isEqualTo("409");
    assertThat(ApiCall.code(299)).isEqualTo("other");
    assertThat(ApiCall.code(777)).isEqualTo("other");
  }
}
