package dev.yatagarasu.core.internal.storage.s3;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) under one key. The key is prepared once, and cloned with that for each message. Safe from any
 * thread: the prototype is only ever cloned.
 */
public final class HmacSha256 {
    private static final String NAME = "HmacSHA256";

    private final Mac prototype;

    /** Prepares the key, of at least one byte. */
    public HmacSha256(byte[] key) {
        try {
            this.prototype = Mac.getInstance(NAME);
            prototype.init(new SecretKeySpec(key, NAME));
            // Has the padded key digested now, rather than anew in each clone.
            prototype.update(new byte[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + NAME, e);
        }
    }

    /** The 32 bytes of the code. */
    public byte[] sign(byte[] message) {
        try {
            return ((Mac) prototype.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + NAME + " can be cloned", e);
        }
    }
}
