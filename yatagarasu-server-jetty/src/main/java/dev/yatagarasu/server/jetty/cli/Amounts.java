package dev.yatagarasu.server.jetty.cli;

import java.time.Duration;

/** Sizes and time spans in the notation of the configuration. */
final class Amounts {
    private static final String[] SIZES = {" bytes", "KB", "MB", "GB", "TB"};

    private Amounts() {}

    /** A size in the largest unit that leaves at least 10, or nothing over; rounded down. */
    static String size(long bytes) {
        long amount = bytes;
        int unit = 0;
        while (unit < SIZES.length - 1 && amount >= 1024 && (amount % 1024 == 0 || amount >= 10 * 1024)) {
            amount /= 1024;
            unit++;
        }
        return amount + SIZES[unit];
    }

    /** A time span in the largest unit that leaves nothing over. */
    static String span(Duration span) {
        long millis = span.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
