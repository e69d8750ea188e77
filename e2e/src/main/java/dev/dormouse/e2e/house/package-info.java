/**
 * A house for one suite: a release namespace with users and templates, brokers in processes of
 * their own, and the real ssh of this machine to knock with.
 *
 * <p>{@code House} is where a test begins; {@code BrokerProcess} is one broker, {@code Client} one
 * person's ssh, {@code Run} a command that runs, {@code Ran} one that has ended. With {@code
 * -Dway=direct} no broker runs, and every login goes to the pod itself: the baseline, since a login
 * shall be as if nothing stood in between.
 */
@NullMarked
package dev.dormouse.e2e.house;

import org.jspecify.annotations.NullMarked;
