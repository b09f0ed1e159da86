package dev.yatagarasu.core.config;

/**
 * How many requests may come: {@code perSecond} of them steadily, and {@code burst} at once after a pause.
 *
 * @param perSecond requests a second, 1 to 1,000,000
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

    /** That many a second, and as many at once. */
    public static Rate of(int perSecond) {
        return new Rate(perSecond, perSecond);
    }
}
