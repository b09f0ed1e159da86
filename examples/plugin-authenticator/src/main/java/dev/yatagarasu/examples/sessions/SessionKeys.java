package dev.yatagarasu.examples.sessions;

import dev.yatagarasu.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys that a session may be signed with. Safe from any thread. */
final class SessionKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    SessionKeys(List<Secret> keys) {
        this.keys = keys.stream()
                .map(key -> new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /** Whether one of the keys has signed the cookie. */
    boolean haveSigned(SessionCookie cookie) {
        byte[] signed = cookie.signed().getBytes(StandardCharsets.US_ASCII);
        byte[] signature = cookie.signature().getBytes(StandardCharsets.US_ASCII);
        return keys.stream().anyMatch(key -> isEqual(sign(key, signed), signature));
    }

    /** In time that does not depend on where they differ: otherwise a client could guess a signature byte by byte. */
    private static boolean isEqual(byte[] expected, byte[] found) {
        return MessageDigest.isEqual(expected, found);
    }

    private static byte[] sign(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().withoutPadding().encode(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
