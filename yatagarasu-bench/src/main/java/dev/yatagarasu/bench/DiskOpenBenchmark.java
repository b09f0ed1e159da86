package dev.yatagarasu.bench;

import dev.yatagarasu.core.internal.cache.disk.DiskTier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a directory that an earlier process has filled take? Until its first object has been read
 * ({@code firstRead}, while nothing of the directory is known), and until all of it is known ({@code all}).
 *
 * <p>{@code yatagarasu-bench/jmh DiskOpen}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
public class DiskOpenBenchmark {
    /** Objects in the directory. */
    @Param("100000")
    public int entries;

    private @Nullable CacheDirectory directory;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        directory = new CacheDirectory();
        try (DiskTier tier = directory.open(Runnable::run)) {
            ByteBuffer content = ByteBuffer.allocate(1024).asReadOnlyBuffer();
            for (int i = 0; i < entries; i++) {
                CacheDirectory.put(tier, CacheDirectory.key(i), content);
            }
        }
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        if (directory != null) {
            directory.close();
        }
    }

    private CacheDirectory directory() {
        if (directory == null) {
            throw new IllegalStateException("not set up");
        }
        return directory;
    }

    @Benchmark
    public byte firstRead() {
        try (DiskTier tier = directory().open(background -> {})) {
            return CacheDirectory.read(tier, CacheDirectory.key(entries / 2));
        }
    }

    @Benchmark
    public long all() {
        try (DiskTier tier = directory().open(Runnable::run)) {
            long found = tier.statistics().entries();
            if (found != entries) {
                throw new IllegalStateException(found + " of " + entries + " entries found");
            }
            return found;
        }
    }
}
