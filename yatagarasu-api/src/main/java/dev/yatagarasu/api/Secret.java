package dev.yatagarasu.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must never be printed: a storage secret, a token, a password. {@link #toString()} shows three asterisks,
 * whatever the value, so that a secret inside a record, a log line or an exception stays one.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps {@code value}; the caller should drop its own reference. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The secret in the clear, for the one place that must use it. */
    public String reveal() {
        return value;
    }

    /** Compares in time that does not depend on where the values differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
