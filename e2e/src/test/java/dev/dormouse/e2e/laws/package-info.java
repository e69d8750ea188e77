/**
 * The laws of the house, kept by ArchUnit: who may import whom, who reads the clock, what never
 * appears. They read every compiled class of ours but the tests. A law about a room that isn't
 * built yet is kept from the start; {@code build/prove-gates} breaks each one and expects its
 * words.
 */
@NullMarked
package dev.dormouse.e2e.laws;

import org.jspecify.annotations.NullMarked;
