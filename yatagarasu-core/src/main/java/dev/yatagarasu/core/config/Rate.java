package dev.yatagarasu.core.config;

/**
 * A rate limit: {@code perSecond} requests on average, and up to {@code burst} at once.
 *
 * @param perSecond requests per second, 1 to 1,000,000
 * @param burst requests at once, 1 to 1,000,000
 */
public record Rate(int perSecond, int burst) {
    static final int MOST = 1_000_000;

    public Rate {
        check("requests a second", perSecond);
        check("burst", burst);
    }

    private static void check(String what, int number) {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(what + " must be 1 to " + MOST + ", is " + number);
        }
    }

    /** A limit whose burst is the number of requests per second. */
    public static Rate of(int perSecond) {
        return new Rate(perSecond, perSecond);
    }
}
