package dev.yatagarasu.api.cache;

/**
 * How long a stored response may be served (RFC 9111 section 4.2 and RFC 5861). All times are milliseconds; they do not
 * change when an entry moves from one tier to another.
 *
 * @param asOfMillis when storage was asked, since the epoch
 * @param freshForMillis how long from then on it is fresh; 0 if it has to be revalidated before every use
 * @param ageMillis how old the response already was then
 * @param staleWhileRevalidateMillis how long after that it may be served while it is being revalidated
 * @param staleIfErrorMillis how long after that it may be served while storage fails
 */
public record Lifetime(
        long asOfMillis,
        long freshForMillis,
        long ageMillis,
        long staleWhileRevalidateMillis,
        long staleIfErrorMillis) {
    public Lifetime {
        if (freshForMillis < 0 || ageMillis < 0 || staleWhileRevalidateMillis < 0 || staleIfErrorMillis < 0) {
            throw new IllegalArgumentException("a lifetime has no negative spans");
        }
    }

    /** Fresh for {@code freshForMillis} from {@code asOfMillis} on, and never served stale. */
    public static Lifetime fresh(long asOfMillis, long freshForMillis) {
        return new Lifetime(asOfMillis, freshForMillis, 0, 0, 0);
    }

    /** Whether it is fresh. A clock that was set back makes it stale, never immortal. */
    public boolean isFreshAt(long nowMillis) {
        return isWithin(nowMillis, 0);
    }

    /** Whether it may be served, fresh or stale, while it is being revalidated. */
    public boolean isUsableWhileRevalidatingAt(long nowMillis) {
        return isWithin(nowMillis, staleWhileRevalidateMillis);
    }

    /** Whether it may be served, fresh or stale, because storage fails. */
    public boolean isUsableOnErrorAt(long nowMillis) {
        return isWithin(nowMillis, staleIfErrorMillis);
    }

    private boolean isWithin(long nowMillis, long grace) {
        long resident = nowMillis - asOfMillis;
        return resident >= 0 && resident < freshForMillis + grace;
    }

    /** The {@code Age} in whole seconds (RFC 9111 section 4.2.3). */
    public long ageSecondsAt(long nowMillis) {
        return (Math.max(0, nowMillis - asOfMillis) + ageMillis) / 1000;
    }

    /** The same response, stale from {@code nowMillis} on: what a soft purge makes of it. */
    public Lifetime staleAt(long nowMillis) {
        long resident = Math.max(0, nowMillis - asOfMillis);
        return new Lifetime(
                asOfMillis,
                Math.min(freshForMillis, resident),
                ageMillis,
                staleWhileRevalidateMillis,
                staleIfErrorMillis);
    }
}
