package dev.yatagarasu.core.warmup;

import java.util.List;

/**
 * Which objects to load into the cache, and how fast. Objects are loaded as for a client that sends no header fields.
 *
 * @param bucket name of the bucket
 * @param objects the objects to load
 * @param concurrency how many objects are loaded at once, 1 to {@value #MOST_AT_ONCE}; fewer if the heap has little
 *     room
 * @param requestsPerSecond the maximum number of objects per second, including cached ones; 0 for no limit
 * @param bytesPerSecond the maximum number of bytes per second read from storage for all objects together, at least
 *     {@value #LEAST_BYTES_PER_SECOND}; 0 for no limit
 */
public record WarmUp(String bucket, Objects objects, int concurrency, long requestsPerSecond, long bytesPerSecond) {
    /** The largest {@code concurrency}. */
    public static final int MOST_AT_ONCE = 64;
    /** The smallest {@code bytesPerSecond}: at a lower rate, storage might time out between two blocks. */
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

    /** The objects to load: a prefix or a list of keys. */
    public sealed interface Objects {}

    /**
     * All objects with a key prefix; the bucket's storage must be able to list objects.
     *
     * @param prefix the prefix of their keys; empty for all objects of the bucket
     */
    public record Prefix(String prefix) implements Objects {}

    /**
     * A list of objects.
     *
     * @param keys their exact keys
     */
    public record Keys(List<String> keys) implements Objects {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /** All objects with this key prefix, four at once and without other limits. */
    public static WarmUp prefix(String bucket, String prefix) {
        return new WarmUp(bucket, new Prefix(prefix), DEFAULT_CONCURRENCY, 0, 0);
    }

    /** These objects, four at once and without other limits. */
    public static WarmUp keys(String bucket, List<String> keys) {
        return new WarmUp(bucket, new Keys(keys), DEFAULT_CONCURRENCY, 0, 0);
    }

    /** The same with another number of objects at once, 1 to {@value #MOST_AT_ONCE}; 4 by default. */
    public WarmUp withConcurrency(int other) {
        return new WarmUp(bucket, objects, other, requestsPerSecond, bytesPerSecond);
    }

    /** The same with a maximum number of objects per second; 0, no limit, by default. */
    public WarmUp withRequestsPerSecond(long other) {
        return new WarmUp(bucket, objects, concurrency, other, bytesPerSecond);
    }

    /** The same with a maximum number of bytes per second from storage; 0, no limit, by default. */
    public WarmUp withBytesPerSecond(long other) {
        return new WarmUp(bucket, objects, concurrency, requestsPerSecond, other);
    }
}
