package dev.dormouse.e2e.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request line says of a call. */
final class CallTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /api/v1/namespaces/n/pods/p             | GET ''/pods n/p by ''
          GET    | /as/x/api/v1/namespaces/n/pods/p        | GET ''/pods n/p by 'x'
          GET    | /api/v1/namespaces/n/pods/p/log?f=1     | GET ''/pods/log n/p by ''
          GET    | /api/v1/namespaces/n/pods?limit=500     | LIST ''/pods n/ by ''
          GET    | /api/v1/pods?watch=true                 | WATCH ''/pods / by ''
          GET    | /api/v1/pods?a=b&watch=1&c=d            | WATCH ''/pods / by ''
          GET    | /api/v1/pods?watch=false                | LIST ''/pods / by ''
          POST   | /apis/a.dev/v1/namespaces/n/things      | CREATE 'a.dev'/things n/ by ''
          PUT    | /apis/a.dev/v1/namespaces/n/things/t    | UPDATE 'a.dev'/things n/t by ''
          PATCH  | /apis/a.dev/v1/namespaces/n/things/t/status | PATCH 'a.dev'/things/status n/t by ''
          DELETE | /apis/a.dev/v1/namespaces/n/things/t    | DELETE 'a.dev'/things n/t by ''
          DELETE | /apis/a.dev/v1/namespaces/n/things      | DELETECOLLECTION 'a.dev'/things n/ by ''
          GET    | /api/v1/namespaces                      | LIST ''/namespaces / by ''
          GET    | /api/v1/namespaces/n                    | GET ''/namespaces /n by ''
          PATCH  | /api/v1/namespaces/n/status             | PATCH ''/namespaces/status /n by ''
          GET    | /api/v1/nodes/vm                        | GET ''/nodes /vm by ''
          GET    | /apis/a.dev/v1                          | GET 'a.dev'//apis/a.dev/v1 / by ''
          GET    | /version                                | GET ''//version / by ''
          GET    | /as/x/api                               | GET ''//api / by 'x'
          """)
  void aRequestLineTellsVerbKindNameAndClient(String method, String uri, String expected) {
    var call = Call.of(method, uri);

    assertThat(
            "%s '%s'/%s %s/%s by '%s'"
                .formatted(
                    call.verb(),
                    call.group(),
                    call.kind(),
                    call.namespace(),
                    call.name(),
                    call.client()))
        .isEqualTo(expected);
  }
}
