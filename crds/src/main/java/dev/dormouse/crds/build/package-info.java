/** Part of the build, not of the product: writes the CRD YAML from the records. */
@NullMarked
package dev.dormouse.crds.build;

import org.jspecify.annotations.NullMarked;
