package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import dev.yatagarasu.api.storage.StorageException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tier in memory that writes down what it is asked, fails on demand, and lets a test step in before each call. */
final class FakeTier implements CacheTier {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Purge> purges = new CopyOnWriteArrayList<>();
    volatile Optional<Throwable> failure = Optional.empty();
    volatile Runnable afterHead = () -> {};
    volatile Runnable beforePurge = () -> {};
    volatile Runnable afterPut = () -> {};
    private final MemoryTier held;

    FakeTier(Clock clock) {
        this.held = new MemoryTier(64L << 20, clock);
    }

    void failWith(String message) {
        failure = Optional.of(new StorageException(StorageException.Kind.UNAVAILABLE, message));
    }

    private void called(String name) {
        calls.add(name);
        failure.ifPresent(FakeTier::fail);
    }

    private static void fail(Throwable failure) {
        switch (failure) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalArgumentException(failure);
        }
    }

    @Override
    public Optional<CachedHead> head(ObjectKey key) {
        called("head");
        Optional<CachedHead> head = held.head(key);
        afterHead.run();
        return head;
    }

    @Override
    public void putHead(ObjectKey key, CachedHead head) {
        called("putHead");
        held.putHead(key, head);
        afterPut.run();
    }

    @Override
    public Optional<ByteBuffer> block(BlockKey key) {
        called("block");
        return held.block(key);
    }

    @Override
    public void putBlock(BlockKey key, CachedHead.Found head, ByteBuffer bytes) {
        called("putBlock");
        held.putBlock(key, head, bytes);
        afterPut.run();
    }

    @Override
    public int firstPresent(BlockKey from, int last) {
        called("firstPresent");
        return held.firstPresent(from, last);
    }

    @Override
    public void remove(ObjectKey key) {
        called("remove");
        held.remove(key);
    }

    @Override
    public long purge(Purge purge) {
        beforePurge.run();
        called("purge");
        purges.add(purge);
        return held.purge(purge);
    }

    @Override
    public TierStatistics statistics() {
        failure.ifPresent(FakeTier::fail);
        return held.statistics();
    }

    @Override
    public void close() {
        failure.ifPresent(FakeTier::fail);
        held.close();
    }
}
