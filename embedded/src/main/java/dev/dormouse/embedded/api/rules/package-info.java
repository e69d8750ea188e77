/**
 * What is particular about each kind: the built-in ones, and those that a CustomResourceDefinition
 * describes.
 *
 * <p>Called by the store while it writes; imports the store's words.
 */
@NullMarked
package dev.dormouse.embedded.api.rules;

import org.jspecify.annotations.NullMarked;
