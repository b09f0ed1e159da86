package dev.yatagarasu.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whole objects in memory, bounded by their weight in bytes; the least useful go first (Caffeine's W-TinyLFU). Never
 * blocks; safe from any thread.
 */
public final class MemoryCache {
    /*
     * A purge wins over a fill that began before it: fills remember the purge count they began with, and an entry put
     * under an older count is taken out again. The count is raised before entries are dropped, and checked after the put,
     * so one of the two sees the other.
     */
    private final Cache<ObjectKey, CachedObject> entries;
    private final Clock clock;
    private final AtomicLong purges = new AtomicLong();

    /** A cache of at most {@code maxBytes}. */
    public MemoryCache(long maxBytes, Clock clock) {
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<ObjectKey, CachedObject>weigher((key, object) -> object.weight(key))
                .executor(Runnable::run)
                .build();
    }

    /** The object, if it is here and fresh; a stale one is dropped. */
    public Optional<CachedObject> get(ObjectKey key) {
        CachedObject object = entries.getIfPresent(key);
        if (object == null) {
            return Optional.empty();
        }
        if (!object.isFreshAt(clock.millis())) {
            entries.asMap().remove(key, object);
            return Optional.empty();
        }
        return Optional.of(object);
    }

    /** The state of purges at the beginning of a fill, for {@link #put}. */
    public long beginFill() {
        return purges.get();
    }

    /** Keeps an object, unless something was purged since the fill began. */
    public void put(ObjectKey key, CachedObject object, long fill) {
        if (fill == purges.get()) {
            entries.put(key, object);
            if (fill != purges.get()) {
                entries.asMap().remove(key, object);
            }
        }
    }

    /** Drops what {@code purge} names and returns how many objects went. */
    public long purge(Purge purge) {
        purges.incrementAndGet();
        if (purge instanceof Purge.Key one) {
            return entries.asMap().remove(ObjectKey.of(one.bucket(), one.key())) == null ? 0 : 1;
        }
        long dropped = 0;
        for (ObjectKey key : entries.asMap().keySet()) {
            if (purge.mayMatch(key) && entries.asMap().remove(key) != null) {
                dropped++;
            }
        }
        return dropped;
    }

    /** Changes the bound. */
    public void resize(long maxBytes) {
        entries.policy().eviction().orElseThrow().setMaximum(maxBytes);
    }

    /** Bytes kept. */
    public long bytes() {
        return entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /** Objects kept, about. */
    public long objects() {
        return entries.estimatedSize();
    }
}
