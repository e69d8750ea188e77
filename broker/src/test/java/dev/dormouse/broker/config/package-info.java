/** The config as an operator meets it. */
@NullMarked
package dev.dormouse.broker.config;

import org.jspecify.annotations.NullMarked;
