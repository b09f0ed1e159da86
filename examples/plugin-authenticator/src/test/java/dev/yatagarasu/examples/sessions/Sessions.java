package dev.yatagarasu.examples.sessions;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the application does at a login. */
final class Sessions {
    static final String KEY = "a key of the tests, of 32 bytes or more";
    static final String OTHER_KEY = "another key of the tests, of 32 bytes or more";

    private Sessions() {}

    /** The value of a cookie. */
    static String value(String user, Instant end, String key) {
        return signed(base64(user.getBytes(StandardCharsets.UTF_8)) + "." + end.getEpochSecond(), key);
    }

    static String signed(String text, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
