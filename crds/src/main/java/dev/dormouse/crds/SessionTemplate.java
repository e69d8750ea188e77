package dev.dormouse.crds;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What a session is made from: image, home, lifecycle. Edits count at the next wake. */
@JsonClassDescription(
    "What a session is made from: image, home, lifecycle. Edits count at the next wake.")
@Group(Dormouse.GROUP)
@Version(Dormouse.VERSION)
@ShortNames("stpl")
@Categories(Dormouse.CATEGORY)
@ValidationRule(value = Name.OF_OBJECT, message = Name.SENTENCE)
@AdditionalPrinterColumn(
    name = "Image",
    jsonPath = ".spec.image",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Flavor",
    jsonPath = ".spec.flavor",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Home",
    jsonPath = ".spec.home.scope",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Idle After",
    jsonPath = ".spec.lifecycle.idleAfter",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Problem",
    jsonPath = ".status.problem",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Description",
    jsonPath = ".spec.description",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class SessionTemplate
    extends CustomResource<SessionTemplateSpec, SessionTemplateStatus> implements Namespaced {
  private static final long serialVersionUID = 1;
}
