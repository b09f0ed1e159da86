package dev.yatagarasu.core.report;

import com.codahale.metrics.WeightedSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A histogram of durations with fixed buckets, and their sum. Quantiles are only as precise as the buckets: each
 * duration counts as the upper bound of its bucket.
 */
public final class DurationSnapshot extends WeightedSnapshot {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    /** In seconds; the last bucket has no bound. */
    private static final double[] BOUNDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300
    };

    private static final long[] BOUNDS_NANOS = Arrays.stream(BOUNDS)
            .mapToLong(seconds -> Math.round(seconds * NANOS_PER_SECOND))
            .toArray();

    private final long[] counts;
    private final long nanos;

    /**
     * Creates a snapshot.
     *
     * @param counts how many durations fell into each of {@link #buckets()} buckets
     * @param nanos the sum of all durations, in nanoseconds
     */
    public DurationSnapshot(long[] counts, long nanos) {
        super(samples(counts));
        this.counts = counts;
        this.nanos = nanos;
    }

    private static List<WeightedSample> samples(long[] counts) {
        List<WeightedSample> samples = new ArrayList<>();
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0) {
                samples.add(new WeightedSample(BOUNDS_NANOS[Math.min(bucket, BOUNDS.length - 1)], counts[bucket]));
            }
        }
        return samples;
    }

    /** The number of buckets. */
    public static int buckets() {
        return BOUNDS.length + 1;
    }

    /** The bucket that a duration falls into. Most are short: a scan from below finds theirs at once. */
    public static int bucketOf(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** The upper bounds of the buckets in seconds, the bound itself included; the last is infinite. */
    public static double[] bounds() {
        double[] bounds = Arrays.copyOf(BOUNDS, buckets());
        bounds[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return bounds;
    }

    /** The number of durations in each bucket, not cumulative. */
    public long[] counts() {
        return counts.clone();
    }

    /** The sum of all durations, in seconds. */
    public double sum() {
        return (double) nanos / NANOS_PER_SECOND;
    }
}
