package dev.dormouse.crds.objects;

import dev.dormouse.crds.Flavor;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The size of those who name none. */
public final class DefaultFlavor {
  /** The oldest wins: so that a new one changes nobody's size. */
  private static final Comparator<Flavor> OLDEST =
      Comparator.<Flavor, String>comparing(
              one -> String.valueOf(one.getMetadata().getCreationTimestamp()))
          .thenComparing(one -> one.getMetadata().getName());

  private DefaultFlavor() {}

  /** The one that counts. */
  public static Optional<Flavor> of(Collection<Flavor> flavors) {
    return claimants(flavors).stream().findFirst();
  }

  /** All that say they are it, the one that counts first. */
  public static List<Flavor> claimants(Collection<Flavor> flavors) {
    return flavors.stream().filter(one -> one.getSpec().standard()).sorted(OLDEST).toList();
  }
}
