package dev.dormouse.crds.objects;

import dev.dormouse.crds.Session;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** That an object goes when its session goes. Never on a claim: volumes outlive everything. */
final class Owner {
  private Owner() {}

  static OwnerReference of(Session session) {
    return new OwnerReferenceBuilder()
        .withApiVersion(session.getApiVersion())
        .withKind(session.getKind())
        .withName(session.getMetadata().getName())
        .withUid(session.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(false)
        .build();
  }
}
