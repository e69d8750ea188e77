/**
 * The mind: when a session sleeps, and why. From what is seen and the time to a plan, as values:
 * called by the hands, by the simulation and by the properties alike. Imports crds, and nothing
 * that could look or act by itself.
 */
@NullMarked
package dev.dormouse.reaper.mind;

import org.jspecify.annotations.NullMarked;
