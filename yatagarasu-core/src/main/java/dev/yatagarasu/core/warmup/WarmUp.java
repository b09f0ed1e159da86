package dev.yatagarasu.core.warmup;

import java.util.List;

/**
 * What to bring into the cache, and how gently. Objects are stored as a client would have them that sends no headers of its
 * own: of objects that vary, that variant.
 *
 * @param bucket name of the bucket
 * @param objects which of its objects
 * @param concurrency how many objects are brought at once, from 1 to {@value #MOST_AT_ONCE}; fewer if there is little room
 * @param requestsPerSecond how many objects are asked for in a second at most, cached ones too; 0 for no limit
 * @param bytesPerSecond how many bytes are read from storage in a second at most, over all objects at once, from {@value
 *     #LEAST_BYTES_PER_SECOND}; 0 for no limit
 */
public record WarmUp(String bucket, Objects objects, int concurrency, long requestsPerSecond, long bytesPerSecond) {
    /** The largest {@code concurrency}. */
    public static final int MOST_AT_ONCE = 64;
    /** The smallest {@code bytesPerSecond}: with less, storage would take us for dead between two blocks. */
    public static final long LEAST_BYTES_PER_SECOND = 256 * 1024;

    private static final int DEFAULT_CONCURRENCY = 4;

    public WarmUp {
        check(concurrency >= 1 && concurrency <= MOST_AT_ONCE, "concurrency is 1 to " + MOST_AT_ONCE, concurrency);
        check(requestsPerSecond >= 0, "requests per second are 1 or more, or 0 for no limit", requestsPerSecond);
        check(
                bytesPerSecond == 0 || bytesPerSecond >= LEAST_BYTES_PER_SECOND,
                "bytes per second are " + LEAST_BYTES_PER_SECOND + " or more, or 0 for no limit",
                bytesPerSecond);
    }

    private static void check(boolean holds, String accepted, long found) {
        if (!holds) {
            throw new IllegalArgumentException(accepted + "; found " + found);
        }
    }

    /** Which objects. */
    public sealed interface Objects {}

    /**
     * All objects whose keys start so; the bucket's storage must be able to list them.
     *
     * @param prefix how their keys start; empty for all objects of the bucket
     */
    public record Prefix(String prefix) implements Objects {}

    /**
     * These objects.
     *
     * @param keys their exact keys
     */
    public record Keys(List<String> keys) implements Objects {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /** All objects whose keys start so, four at once and without other limits. */
    public static WarmUp prefix(String bucket, String prefix) {
        return new WarmUp(bucket, new Prefix(prefix), DEFAULT_CONCURRENCY, 0, 0);
    }

    /** These objects, four at once and without other limits. */
    public static WarmUp keys(String bucket, List<String> keys) {
        return new WarmUp(bucket, new Keys(keys), DEFAULT_CONCURRENCY, 0, 0);
    }

    /** The same, so many objects at once. */
    public WarmUp withConcurrency(int other) {
        return new WarmUp(bucket, objects, other, requestsPerSecond, bytesPerSecond);
    }

    /** The same with so many objects a second at most. */
    public WarmUp withRequestsPerSecond(long other) {
        return new WarmUp(bucket, objects, concurrency, other, bytesPerSecond);
    }

    /** The same with so many bytes from storage a second at most. */
    public WarmUp withBytesPerSecond(long other) {
        return new WarmUp(bucket, objects, concurrency, requestsPerSecond, other);
    }
}
