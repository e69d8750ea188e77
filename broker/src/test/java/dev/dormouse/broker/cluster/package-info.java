@NullMarked
package dev.dormouse.broker.cluster;

import org.jspecify.annotations.NullMarked;
