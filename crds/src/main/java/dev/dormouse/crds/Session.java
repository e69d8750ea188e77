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

/** One person's environment: a name, a home, and at most one pod. It outlives its pods. */
@JsonClassDescription(
    "One person's environment: a name, a home, and at most one pod. It outlives its pods.")
@Group(Dormouse.GROUP)
@Version(Dormouse.VERSION)
@ShortNames("ses")
@Categories(Dormouse.CATEGORY)
@ValidationRule(value = Name.OF_OBJECT, message = Name.SENTENCE)
@AdditionalPrinterColumn(
    name = "Phase",
    jsonPath = ".status.phase",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Owner",
    jsonPath = ".spec.owner",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Template",
    jsonPath = ".spec.template",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Node",
    jsonPath = ".status.pod.node",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Sleeps At",
    jsonPath = ".status.sleepsAt",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class Session extends CustomResource<SessionSpec, SessionStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}
