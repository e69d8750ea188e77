package dev.dormouse.broker.login;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What somebody proved, or would prove, by a signature. */
public sealed interface Proof {
  /** The key that signs. */
  Key key();

  /** That they have this key. */
  record ByKey(Key key) implements Proof {}

  /** That they have this key, which an authority certified. */
  record ByCertificate(
      Key key,
      Key authority,
      String id,
      long serial,
      List<String> principals,
      Map<String, String> criticalOptions,
      Set<String> extensions)
      implements Proof {
    public ByCertificate {
      principals = List.copyOf(principals);
      criticalOptions = Map.copyOf(criticalOptions);
      extensions = Set.copyOf(extensions);
    }
  }
}
