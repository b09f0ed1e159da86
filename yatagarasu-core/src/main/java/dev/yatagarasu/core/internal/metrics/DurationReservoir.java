package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import dev.yatagarasu.core.report.DurationSnapshot;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Counts durations in fixed buckets, so that what several instances have counted can be added up. Keeps no single duration
 * and forgets none. Safe from any thread; to note one costs two additions.
 */
final class DurationReservoir implements Reservoir {
    private final LongAdder[] counts = IntStream.range(0, DurationSnapshot.buckets())
            .mapToObj(bucket -> new LongAdder())
            .toArray(LongAdder[]::new);
    private final LongAdder nanos = new LongAdder();

    @Override
    public void update(long duration) {
        counts[DurationSnapshot.bucketOf(duration)].increment();
        nanos.add(duration);
    }

    @Override
    public int size() {
        return counts.length;
    }

    @Override
    public Snapshot getSnapshot() {
        long[] now = new long[counts.length];
        for (int bucket = 0; bucket < now.length; bucket++) {
            now[bucket] = counts[bucket].sum();
        }
        return new DurationSnapshot(now, nanos.sum());
    }
}
