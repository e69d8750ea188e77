package dev.dormouse.broker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dormouse.crds.objects.Labels;
import dev.dormouse.crds.objects.Names;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** By what the reaper knows that a broker lives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PresenceIT {
  private final Field field = Field.lay();

  @AfterAll
  void close() {
    field.close();
  }

  private @Nullable Lease lease(String broker) {
    return field.client.leases().inNamespace(field.run).withName(Names.lease(broker)).get();
  }

  private Instant renewed(String broker) {
    var lease = lease(broker);
    return lease == null ? Instant.MIN : lease.getSpec().getRenewTime().toInstant();
  }

  @Test
  void aBrokerHasALeaseWhileItLives() throws Exception {
    var broker = field.broker("living.1");
    Field.await("its lease is there", () -> lease("living.1") != null);
    var lease = Objects.requireNonNull(lease("living.1"));

    assertThat(lease.getMetadata().getLabels())
        .containsEntry(Labels.MANAGED_BY, "dormouse")
        .containsEntry(Labels.BROKER, "living.1");
    assertThat(lease.getSpec().getHolderIdentity()).isEqualTo("living.1");
    assertThat(lease.getSpec().getLeaseDurationSeconds()).isEqualTo(40);
    var first = renewed("living.1");
    Field.await("it is renewed", () -> renewed("living.1").isAfter(first));
    assertThat(Duration.between(first, renewed("living.1"))).isLessThan(Duration.ofSeconds(15));

    broker.close();
    assertThat(lease("living.1")).isNull();
  }

  @Test
  void theLeaseOfAKilledBrokerIsTakenOver() throws Exception {
    var old = ZonedDateTime.parse("2026-01-01T00:00:00Z");
    var left = new Lease();
    left.setMetadata(
        new ObjectMetaBuilder().withNamespace(field.run).withName(Names.lease("killed")).build());
    left.setSpec(new LeaseSpecBuilder().withHolderIdentity("killed").withRenewTime(old).build());
    field.client.resource(left).create();

    field.broker("killed");

    Field.await("it is renewed", () -> renewed("killed").isAfter(old.toInstant()));
  }
}
