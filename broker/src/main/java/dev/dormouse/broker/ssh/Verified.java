package dev.dormouse.broker.ssh;

import dev.dormouse.broker.login.Proof;

/** Who signed: the name and the key of the one request that was let pass. */
record Verified(String login, Proof proof) {}
