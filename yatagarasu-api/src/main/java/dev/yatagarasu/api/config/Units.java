package dev.yatagarasu.api.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Numbers with units as configuration writes them. Each method returns null for what it does not understand. */
final class Units {
    private static final long KIB = 1024;

    private Units() {}

    static @Nullable Long wholeNumber(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return Long.valueOf(text);
    }

    static @Nullable Duration duration(String text) {
        int digits = leadingDigits(text);
        Long number = wholeNumber(text.substring(0, digits));
        if (number == null || number > Integer.MAX_VALUE) {
            return null;
        }
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s", "" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> null;
        };
    }

    static @Nullable Long size(String text) {
        int digits = leadingDigits(text);
        Long number = wholeNumber(text.substring(0, digits));
        Long unit = switch (text.substring(digits)) {
            case "", "B" -> 1L;
            case "KB" -> KIB;
            case "MB" -> KIB * KIB;
            case "GB" -> KIB * KIB * KIB;
            case "TB" -> KIB * KIB * KIB * KIB;
            default -> null;
        };
        return number == null || unit == null || number > Long.MAX_VALUE / unit ? null : Long.valueOf(number * unit);
    }

    private static int leadingDigits(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
