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
 * What does a prefix inside a prefix cost? 1,000 buckets with prefixes of one to {@code depth} segments, each nested in
 * the one before ({@code /a}, {@code /a/b}, ...) and all of them on the way of the path that is looked up; the longest
 * must win.
 *
 * <p>{@code yatagarasu-bench/jmh NestedRouting -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NestedRoutingBenchmark {
    private static final int BUCKETS = 1000;

    /** Segments in the longest prefix. */
    @Param({"1", "2", "4", "8"})
    public int depth;

    private RouteTable<Integer> table = RouteTable.of(Map.of());
    private CanonicalPath deepest = Samples.path("/");

    @Setup(Level.Trial)
    public void fill() {
        Map<String, Integer> routes = new HashMap<>();
        for (int tree = 0; routes.size() < BUCKETS; tree++) {
            String prefix = "/tree-%03d".formatted(tree);
            for (int level = 1; level <= depth; level++) {
                routes.put(prefix, routes.size());
                prefix += "/level-" + level;
            }
        }
        table = RouteTable.of(routes);
        StringBuilder path = new StringBuilder("/tree-007");
        for (int level = 1; level < depth; level++) {
            path.append("/level-").append(level);
        }
        deepest = Samples.path(path + "/report.pdf");
    }

    @Benchmark
    public Optional<Integer> longestOfNested() {
        return table.find(deepest);
    }
}
