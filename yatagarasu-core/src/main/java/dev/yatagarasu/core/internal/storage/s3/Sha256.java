package dev.yatagarasu.core.internal.storage.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 without the provider look-up that {@link MessageDigest#getInstance} does each time. Safe from any thread. */
final class Sha256 {
    private static final MessageDigest PROTOTYPE = prototype();

    private Sha256() {}

    private static MessageDigest prototype() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static MessageDigest start() {
        return copy(PROTOTYPE);
    }

    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    static byte[] digest(byte[] message) {
        return start().digest(message);
    }
}
