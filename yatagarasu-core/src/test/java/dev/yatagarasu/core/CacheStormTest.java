package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many readers of ranges, while objects change and are purged, over tiers that hold a part of them: whatever is read is one
 * version byte by byte, none that was purged before the reading began, and only a change, or storage, ends an answer early.
 */
@Timeout(300)
class CacheStormTest extends EngineTest {
    private static final int READERS = 24;
    /** More in the long form, {@code -Psoak}. */
    private static final int READS = Boolean.getBoolean("soak") ? 3_000 : 100;

    private static final int OBJECTS = 6;
    private static final int LARGEST = 9 * BlockKey.BLOCK_SIZE;
    private static final Pattern VERSION = Pattern.compile("\"([0-9]+)-([0-9]+)\"");
    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]+)-([0-9]+)/([0-9]+)");

    @TempDir
    private Path directory;

    private final List<Subject> subjects = new ArrayList<>();
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private boolean storageFails;

    /** An object whose every byte says what it belongs to. */
    private final class Subject {
        private final int number;
        private final int size;
        private final AtomicInteger written = new AtomicInteger();
        private final AtomicInteger purged = new AtomicInteger();
        private final ReentrantLock changing = new ReentrantLock();
        private final AtomicLong changes = new AtomicLong();

        Subject(int number, int size) {
            this.number = number;
            this.size = size;
            put(1);
        }

        String key() {
            return "folder" + number % 2 + "/" + number;
        }

        private void put(int version) {
            byte[] bytes = new byte[size];
            for (int at = 0; at < size; at++) {
                bytes[at] = byteAt(version, at);
            }
            storage.put(
                    key(),
                    new String(bytes, StandardCharsets.ISO_8859_1),
                    "etag",
                    "\"" + number + "-" + version + "\"",
                    "cache-control",
                    "max-age=3600");
            written.set(version);
        }

        private byte byteAt(int version, int at) {
            long mixed = (number * 31L + version) * 0x9E3779B97F4A7C15L + (at >>> 3) * 0xC2B2AE3D27D4EB4FL;
            mixed ^= mixed >>> 29;
            return (byte) ('a' + (int) ((mixed >>> (at & 7)) & 15));
        }

        /**
         * One change at a time: a version is told to be purged once the purge is done. Before Java 24 a purge that waits
         * inside {@code synchronized} would keep its carrier thread from those it waits for.
         */
        void change(Purge purge) {
            changing.lock();
            try {
                changes.incrementAndGet();
                int version = written.get() + 1;
                put(version);
                engine().cache().purge(purge);
                purged.set(version);
                changes.incrementAndGet();
            } finally {
                changing.unlock();
            }
        }

        void check(Reply reply, int least) {
            Matcher tag = VERSION.matcher(reply.header("etag"));
            assertThat(tag.matches()).as(reply.header("etag")).isTrue();
            int version = Integer.parseInt(tag.group(2));
            assertThat(Integer.parseInt(tag.group(1))).isEqualTo(number);
            assertThat(version).as("of %s, purged before", key()).isGreaterThanOrEqualTo(least);
            Matcher range = RANGE.matcher(reply.header("content-range"));
            int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
            int length = range.matches() ? Integer.parseInt(range.group(2)) + 1 - from : size;
            assertThat(reply.text()).hasSize(length);
            for (int at = 0; at < length; at++) {
                if ((byte) reply.text().charAt(at) != byteAt(version, from + at)) {
                    throw new AssertionError("byte %d of %s is not of version %d".formatted(from + at, key(), version));
                }
            }
        }
    }

    private void read(Subject subject, Random random) {
        int from = random.nextInt(subject.size);
        int last = Math.min(subject.size - 1, from + random.nextInt(3 * BlockKey.BLOCK_SIZE));
        int least = subject.purged.get();
        long changes = subject.changes.get();
        try {
            Reply reply = random.nextInt(4) == 0
                    ? get("/" + subject.key())
                    : get("/" + subject.key(), "range", "bytes=" + from + "-" + last);
            if (storageFails && reply.status() >= 500) {
                return;
            }
            assertThat(reply.status()).isIn(200, 206);
            subject.check(reply, least);
            hits.addAndGet(reply.header("x-cache").equals("HIT") ? 1 : 0);
        } catch (UncheckedIOException | YatagarasuException e) {
            assertThat(storageFails || subject.changes.get() != changes || changes % 2 != 0)
                    .as("%s broke off although it had not changed: %s", subject.key(), e)
                    .isTrue();
            broken.incrementAndGet();
        }
    }

    private Purge anyPurgeOf(Subject subject, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Purge.bucket("files");
            case 1 -> Purge.prefix("files", "folder" + subject.number % 2);
            default -> Purge.key("files", subject.key());
        };
    }

    private Void storm(int seed) {
        Random random = new Random(seed);
        for (int step = 0; step < READS; step++) {
            Subject subject = subjects.get(random.nextInt(OBJECTS));
            switch (random.nextInt(40)) {
                case 0 -> subject.change(anyPurgeOf(subject, random));
                case 1 -> engine().cache().purge(anyPurgeOf(subject, random).softly());
                default -> read(subject, random);
            }
        }
        return null;
    }

    private void run(TierConfig... tiers) throws Exception {
        for (int number = 0; number < OBJECTS; number++) {
            subjects.add(new Subject(number, LARGEST * (number + 1) / OBJECTS + number));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            start(
                    YatagarasuConfig.builder()
                            .bucket(bucket("files", "/", storage).build())
                            .cache(CacheConfig.of(tiers))
                            .build(),
                    builder -> builder.executor(threads));
            List<Future<Void>> storms = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                int seed = reader;
                storms.add(threads.submit(() -> storm(seed)));
            }
            for (Future<Void> storm : storms) {
                storm.get(200, TimeUnit.SECONDS);
            }
        }
        assertThat(hits).as("hits").hasPositiveValue();
        System.out.printf("%d hits, %d answers that ended early%n", hits.get(), broken.get());
    }

    /** One answer of ten is none, comes too late, or ends half way. */
    private StorageResponse failing(Supplier<StorageResponse> honest) {
        return switch (ThreadLocalRandom.current().nextInt(30)) {
            case 0 -> throw new StorageException(StorageException.Kind.UNAVAILABLE, "away");
            case 1 -> throw new StorageException(StorageException.Kind.TIMEOUT, "late");
            case 2 -> halfOf(honest.get());
            default -> honest.get();
        };
    }

    private StorageResponse halfOf(StorageResponse response) {
        return switch (response) {
            case StorageResponse.Whole whole -> new StorageResponse.Whole(whole.headers(), whole.size(), half(whole));
            case StorageResponse.Partial part ->
                new StorageResponse.Partial(part.headers(), part.span(), part.size(), half(part));
            default -> response;
        };
    }

    private InputStream half(StorageResponse.WithBody response) {
        try (response) {
            byte[] bytes = response.body().readAllBytes();
            return storage.body(Arrays.copyOf(bytes, bytes.length / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void reads_whileObjectsChangeAndStorageFails_inLittleMemoryAndOnDisk() throws Exception {
        storageFails = true;
        storage.fault = (call, honest) -> failing(honest);
        run(new TierConfig.Memory(2L << 20), new TierConfig.Disk(directory.resolve("cache"), 64L << 20));
    }

    @Test
    void reads_whileObjectsChange_inMemoryThatHoldsAll() throws Exception {
        run(new TierConfig.Memory(64L << 20));
    }

    @Test
    void reads_whileObjectsChange_inLittleMemoryAndOnDisk() throws Exception {
        run(new TierConfig.Memory(2L << 20), new TierConfig.Disk(directory.resolve("cache"), 64L << 20));
    }

    @Test
    void reads_whileObjectsChange_inLittleMemoryAndOnALittleDisk() throws Exception {
        run(new TierConfig.Memory(1L << 20), new TierConfig.Disk(directory.resolve("cache"), 3L << 20));
    }
}
