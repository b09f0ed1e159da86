package dev.yatagarasu.bench;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.internal.cache.disk.DiskTier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** A directory for the disk tier, which goes when it is closed, and what benchmarks write into it. */
final class CacheDirectory implements AutoCloseable {
    /** Bytes that it may hold. */
    static final long ROOM = 1L << 30;

    private final Path path;

    CacheDirectory() throws IOException {
        path = Files.createTempDirectory("yatagarasu-bench");
    }

    /** Where there is room for other files as well. */
    Path path() {
        return path;
    }

    DiskTier open(Executor background) {
        return new DiskTier(new TierConfig.Disk(path.resolve("objects"), ROOM), Clock.systemUTC(), background);
    }

    static ObjectKey key(int number) {
        return ObjectKey.of("shared-files", "2026/report-" + number + ".pdf");
    }

    /** Writes a whole object as the cache does: with its content if that is one block at most, else block by block. */
    static void put(DiskTier tier, ObjectKey key, ByteBuffer content) {
        int size = content.remaining();
        if (size <= BlockKey.BLOCK_SIZE) {
            tier.putHead(key, head(size, Optional.of(content)));
            return;
        }
        CachedHead.Found head = head(size, Optional.empty());
        tier.putHead(key, head);
        for (int number = 0; number < head.blocks(); number++) {
            tier.putBlock(
                    new BlockKey(key, Samples.ETAG, number),
                    head,
                    content.slice((int) BlockKey.startOf(number), head.blockLength(number)));
        }
    }

    private static CachedHead.Found head(int size, Optional<ByteBuffer> content) {
        return new CachedHead.Found(
                Headers.of("content-type", "application/pdf", "etag", Samples.ETAG),
                size,
                Samples.ETAG,
                Lifetime.fresh(Clock.systemUTC().millis(), 3_600_000),
                List.of(),
                content);
    }

    /** Reads a whole object; returns its last byte. */
    static byte read(DiskTier tier, ObjectKey key) {
        if (!(tier.head(key).orElseThrow() instanceof CachedHead.Found head)) {
            throw new IllegalStateException("no object: " + key);
        }
        ByteBuffer last = head.content().orElse(ByteBuffer.allocate(0));
        if (head.content().isEmpty()) {
            for (int number = 0; number < head.blocks(); number++) {
                last = tier.block(new BlockKey(key, Samples.ETAG, number)).orElseThrow();
            }
        }
        return last.get(last.limit() - 1);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(CacheDirectory::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
