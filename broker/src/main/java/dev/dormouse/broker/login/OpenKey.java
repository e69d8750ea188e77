package dev.dormouse.broker.login;

/**
 * A key that opens, and what a signature by it must tell beside. The last two matter for security
 * keys alone: whoever verifies their signatures asks for these flags.
 *
 * @param touch somebody touched the key; always asked for, unless its line says {@code
 *     no-touch-required}
 * @param verified the key knew who touched it, by PIN or finger ({@code verify-required})
 */
public record OpenKey(Key key, boolean touch, boolean verified) {}
