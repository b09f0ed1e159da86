package dev.yatagarasu.api.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Numbers with units as configuration writes them. Each reading method returns null for what it does not understand. */
final class Units {
    /** The longest time span that can be written; its nanoseconds fit into a {@code long}. */
    static final Duration LONGEST = Duration.ofDays(3650);

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
        if (number == null || number > LONGEST.toMillis()) {
            return null;
        }
        Duration span = switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s", "" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> null;
        };
        return span == null || span.compareTo(LONGEST) > 0 ? null : span;
    }

    /** A whole number of days, hours or seconds as configuration would write it. */
    static String write(Duration span) {
        if (span.toSeconds() % 3600 != 0) {
            return span.toSeconds() + "s";
        }
        return span.toHours() % 24 == 0 ? span.toDays() + "d" : span.toHours() + "h";
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

    /** A number of bytes as configuration would write it, in the largest unit that needs no fraction. */
    static String write(long bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        int unit = 0;
        long number = bytes;
        while (unit < units.length - 1 && number != 0 && number % KIB == 0) {
            number /= KIB;
            unit++;
        }
        return number + units[unit];
    }

    private static int leadingDigits(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
