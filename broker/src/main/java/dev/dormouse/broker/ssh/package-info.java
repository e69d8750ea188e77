/**
 * The two legs of a connection as Apache MINA sees them: the front, which holds a client whose
 * signature was verified, and the upstream login to a pod by a certificate of minutes.
 */
@NullMarked
package dev.dormouse.broker.ssh;

import org.jspecify.annotations.NullMarked;
