package dev.yatagarasu.bench;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.core.internal.cache.MemoryTier;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do the calls on the memory tier cost? Objects of 1 KiB under 4,096 keys, taken in turn: {@code get} of one that is
 * there and of one that is not, {@code put} over one that is there, and {@code evict}, a put of a new key into a full
 * cache, which pushes another object out.
 *
 * <p>{@code yatagarasu-bench/jmh MemoryCache -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MemoryCacheBenchmark {
    private static final int KEYS = 4096;
    private static final long ROOMY = 64L << 20;
    private static final long FULL = 4L << 20;

    private final Clock clock = Clock.systemUTC();
    private final MemoryTier roomy = new MemoryTier(ROOMY, clock);
    private final MemoryTier full = new MemoryTier(FULL, clock);
    private final CachedHead object = Samples.head(1024, clock.millis());
    private final ObjectKey[] present = new ObjectKey[KEYS];
    private final ObjectKey[] absent = new ObjectKey[KEYS];
    private long next;

    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < KEYS; i++) {
            present[i] = ObjectKey.of("shared-files", "2026/report-" + i + ".pdf");
            absent[i] = ObjectKey.of("shared-files", "2027/report-" + i + ".pdf");
            roomy.putHead(present[i], object);
            full.putHead(absent[i], object);
        }
    }

    private int turn() {
        return (int) (next++ & (KEYS - 1));
    }

    @Benchmark
    public Optional<CachedHead> get() {
        return roomy.head(present[turn()]);
    }

    @Benchmark
    public Optional<CachedHead> getAbsent() {
        return roomy.head(absent[turn()]);
    }

    @Benchmark
    public void put() {
        roomy.putHead(present[turn()], object);
    }

    @Benchmark
    public void evict() {
        full.putHead(ObjectKey.of("shared-files", Long.toString(next++)), object);
    }
}
