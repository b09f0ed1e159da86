package dev.yatagarasu.bench;

import dev.yatagarasu.core.http.CanonicalPath;
import dev.yatagarasu.core.internal.routing.RouteTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does finding a bucket cost the same however many there are, and does it allocate? Each call takes the next of 1,024
 * canonical paths, whose buckets are spread over the whole table; a miss is a path that shares its first segment's
 * letters with a bucket.
 *
 * <p>{@code yatagarasu-bench/jmh Routing -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RoutingBenchmark {
    private static final int PATHS = 1024;

    /** Buckets in the table. */
    @Param({"1", "5", "10", "50", "1000", "10000"})
    public int buckets;

    private RouteTable<Integer> table = RouteTable.of(Map.of());
    private final CanonicalPath[] hits = new CanonicalPath[PATHS];
    private final CanonicalPath[] misses = new CanonicalPath[PATHS];
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        Map<String, Integer> routes = new HashMap<>();
        for (int i = 0; i < buckets; i++) {
            routes.put(prefix(i), i);
        }
        table = RouteTable.of(routes);
        for (int i = 0; i < PATHS; i++) {
            int bucket = (int) ((long) i * buckets / PATHS);
            hits[i] = Samples.path(prefix(bucket) + "/2026/report-" + i + ".pdf");
            misses[i] = Samples.path(prefix(bucket) + "x/2026/report-" + i + ".pdf");
        }
    }

    private static String prefix(int bucket) {
        return "/bucket-%05d".formatted(bucket);
    }

    @Benchmark
    public Optional<Integer> hit() {
        return table.find(hits[next++ & (PATHS - 1)]);
    }

    @Benchmark
    public Optional<Integer> miss() {
        return table.find(misses[next++ & (PATHS - 1)]);
    }
}
