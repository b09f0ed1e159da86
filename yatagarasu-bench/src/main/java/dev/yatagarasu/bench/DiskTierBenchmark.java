package dev.yatagarasu.bench;

import dev.yatagarasu.core.internal.cache.disk.DiskTier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Random;
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
 * What do whole objects on disk cost, checksums and all? Read with a warm page cache, 64 in turn ({@code get}), and
 * written anew ({@code put}), which drops the oldest once there are 1 GiB; beside it a bare file of that size. In the directory for
 * temporary files.
 *
 * <p>{@code yatagarasu-bench/jmh DiskTier}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DiskTierBenchmark {
    private static final int KEYS = 64;

    /** Bytes in an object. */
    @Param({"4096", "10485760"})
    public int size;

    private @Nullable CacheDirectory directory;
    private @Nullable DiskTier tier;
    private ByteBuffer content = ByteBuffer.allocate(0);
    private int next;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        content = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        directory = new CacheDirectory();
        tier = directory.open(Runnable::run);
        for (int i = 0; i < KEYS; i++) {
            CacheDirectory.put(tier, CacheDirectory.key(i), content);
        }
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        if (tier != null) {
            tier.close();
        }
        if (directory != null) {
            directory.close();
        }
    }

    private Path bare() {
        if (directory == null) {
            throw new IllegalStateException("not set up");
        }
        return directory.path();
    }

    private DiskTier tier() {
        if (tier == null) {
            throw new IllegalStateException("not set up");
        }
        return tier;
    }

    @Benchmark
    public byte get() {
        return CacheDirectory.read(tier(), CacheDirectory.key(next++ % KEYS));
    }

    @Benchmark
    public void put() {
        CacheDirectory.put(tier(), CacheDirectory.key(KEYS + next++), content);
    }

    /** The least that it costs here to write a file that is whole or not there: a new one, renamed when it is complete. */
    @Benchmark
    public void bareFile() throws IOException {
        int places = (int) (CacheDirectory.ROOM / size);
        Path place = bare().resolve("object-" + next % places);
        Path made = bare().resolve("new");
        if (next++ >= places) {
            Files.delete(place);
        }
        ByteBuffer bytes = content.duplicate();
        try (FileChannel file = FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
