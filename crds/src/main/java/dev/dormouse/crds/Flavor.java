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

/** A t-shirt size: how much a session gets, and on which nodes. */
@JsonClassDescription("A t-shirt size: how much a session gets, and on which nodes.")
@Group(Dormouse.GROUP)
@Version(Dormouse.VERSION)
@ShortNames("flv")
@Categories(Dormouse.CATEGORY)
@ValidationRule(value = Name.OF_OBJECT, message = Name.SENTENCE)
@AdditionalPrinterColumn(
    name = "Cpu",
    jsonPath = ".spec.resources.requests.cpu",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Memory",
    jsonPath = ".spec.resources.requests.memory",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Default",
    jsonPath = ".spec.default",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Schedulable",
    jsonPath = ".status.schedulable",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Why",
    jsonPath = ".status.why",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Description",
    jsonPath = ".spec.description",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class Flavor extends CustomResource<FlavorSpec, FlavorStatus> implements Namespaced {
  private static final long serialVersionUID = 1;
}
