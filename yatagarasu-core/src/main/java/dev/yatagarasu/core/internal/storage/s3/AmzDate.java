package dev.yatagarasu.core.internal.storage.s3;

import java.time.LocalDate;

/**
 * A second in the two forms that signatures name it.
 *
 * @param epochSecond the second
 * @param day for example {@code 20260131}
 * @param timestamp for example {@code 20260131T235959Z}
 */
public record AmzDate(long epochSecond, String day, String timestamp) {
    private static final int SECONDS_A_DAY = 86_400;

    /** The second in UTC; years 0 to 9999. */
    public static AmzDate of(long epochSecond) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS_A_DAY));
        int second = Math.floorMod(epochSecond, SECONDS_A_DAY);
        StringBuilder text = new StringBuilder(16);
        two(two(text, date.getYear() / 100), date.getYear() % 100);
        two(two(text, date.getMonthValue()), date.getDayOfMonth());
        String day = text.toString();
        two(two(two(text.append('T'), second / 3600), second / 60 % 60), second % 60);
        return new AmzDate(epochSecond, day, text.append('Z').toString());
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
