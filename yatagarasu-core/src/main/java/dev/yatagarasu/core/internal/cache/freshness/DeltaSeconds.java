package dev.yatagarasu.core.internal.cache.freshness;

import java.util.OptionalLong;

/** Spans of time as HTTP writes them: digits and nothing else (RFC 9111 section 1.2.2). */
final class DeltaSeconds {
    private static final int DIGITS_OF_A_LONG = 18;

    private DeltaSeconds() {}

    /** The number, {@value ResponseDirectives#LONGEST_SECONDS} at most; empty if it is none. */
    static OptionalLong parse(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        int start = 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        return OptionalLong.of(
                text.length() - start > DIGITS_OF_A_LONG
                        ? ResponseDirectives.LONGEST_SECONDS
                        : Math.min(Long.parseLong(text.substring(start)), ResponseDirectives.LONGEST_SECONDS));
    }
}
