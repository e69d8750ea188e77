/** Logins and what only Kubernetes itself can refuse. */
@NullMarked
package dev.dormouse.e2e.login.real;

import org.jspecify.annotations.NullMarked;
