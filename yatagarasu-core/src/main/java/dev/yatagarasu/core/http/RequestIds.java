package dev.yatagarasu.core.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Names requests: by the caller's {@code X-Request-ID} if it is well-formed, else by an id of our own. */
public final class RequestIds {
    private static final int LONGEST = 128;

    private final String prefix = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private final AtomicLong next = new AtomicLong();

    /** The caller's id if it is up to 128 letters, digits and {@code -_.:+/=}, else a new one. */
    public String idFor(String callers) {
        return isWellFormed(callers) ? callers : prefix + HexFormat.of().toHexDigits(next.getAndIncrement(), 8);
    }

    private static boolean isWellFormed(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "-_.:+/=".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
