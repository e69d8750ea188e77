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

/** Someone who may log in; the object's name is the login name. */
@JsonClassDescription("Someone who may log in; the object's name is the login name.")
@Group(Dormouse.GROUP)
@Version(Dormouse.VERSION)
@ShortNames("suser")
@Categories(Dormouse.CATEGORY)
@ValidationRule(value = Name.OF_OBJECT, message = Name.SENTENCE)
@AdditionalPrinterColumn(
    name = "Groups",
    jsonPath = ".spec.groups",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Suspended",
    jsonPath = ".spec.suspended",
    type = AdditionalPrinterColumn.Type.BOOLEAN)
@AdditionalPrinterColumn(
    name = "Problems",
    jsonPath = ".status.problems",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class SessionUser extends CustomResource<SessionUserSpec, SessionUserStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}
