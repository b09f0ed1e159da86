package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import dev.yatagarasu.core.internal.memory.HeapSize;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the files: names, tags, sizes, and which was used last. It decides nothing about content, so that
 * whatever it lacks or has in excess costs a miss at most. Bounded in the memory that it takes itself: very many small files would
 * fill the heap. Safe from any thread; every call is short.
 */
final class DiskIndex {
    private static final long MARK_AFTER_MILLIS = 3_600_000;
    /** Of an entry without its texts. */
    private static final int OVERHEAD = 160;

    /** From the one used longest ago to the one used last. */
    private final LinkedHashMap<ObjectKey, Entry> entries = new LinkedHashMap<>(1024, 0.75f, true);

    private final ReentrantLock lock = new ReentrantLock();
    private final long mostHeld;
    private long held;
    private long bytes;
    private long evictions;

    /**
     * What is known of one file.
     *
     * @param usedMillis when it was used last, to the hour
     */
    record Entry(List<String> tags, long bytes, long usedMillis) {}

    /** One that takes about {@code mostHeld} bytes of memory at most. */
    DiskIndex(long mostHeld) {
        this.mostHeld = mostHeld;
    }

    private static long weight(ObjectKey key, Entry entry) {
        return OVERHEAD + HeapSize.of(key.key()) + HeapSize.of(key.variant()) + HeapSize.of(entry.tags());
    }

    /** Enters what has been written just now. */
    void put(ObjectKey key, Entry entry) {
        locked(() -> {
            Entry before = entries.put(key, entry);
            bytes += entry.bytes() - (before == null ? 0 : before.bytes());
            held += weight(key, entry) - (before == null ? 0 : weight(key, before));
            return entry;
        });
    }

    /** Enters what was there before this process; the order is put right in {@link #sortByUse}. */
    void putOld(ObjectKey key, Entry entry) {
        locked(() -> {
            if (!entries.containsKey(key)) {
                entries.putFirst(key, entry);
                bytes += entry.bytes();
                held += weight(key, entry);
            }
            return entry;
        });
    }

    boolean contains(ObjectKey key) {
        return locked(() -> entries.containsKey(key));
    }

    /** Moves it to the end of the order; true if its file should be marked as used, which is once an hour. */
    boolean use(ObjectKey key, long nowMillis) {
        return locked(() -> {
            Entry entry = entries.get(key);
            if (entry == null || Math.abs(nowMillis - entry.usedMillis()) < MARK_AFTER_MILLIS) {
                return false;
            }
            entries.put(key, new Entry(entry.tags(), entry.bytes(), nowMillis));
            return true;
        });
    }

    /** Forgets all. */
    void clear() {
        locked(() -> {
            entries.clear();
            bytes = 0;
            held = 0;
            return entries;
        });
    }

    boolean remove(ObjectKey key) {
        return locked(() -> removed(key, entries.remove(key)));
    }

    private boolean removed(ObjectKey key, @Nullable Entry entry) {
        if (entry != null) {
            bytes -= entry.bytes();
            held -= weight(key, entry);
        }
        return entry != null;
    }

    /** Whether it takes no more memory than it may. */
    boolean fits() {
        return locked(() -> held <= mostHeld);
    }

    /** Takes the one used longest ago out, if there are more than {@code maxBytes}, or more than fit into memory. */
    Optional<ObjectKey> pollOver(long maxBytes) {
        return locked(() -> {
            if ((bytes <= maxBytes && held <= mostHeld) || entries.isEmpty()) {
                return Optional.empty();
            }
            Map.Entry<ObjectKey, Entry> eldest = entries.pollFirstEntry();
            removed(eldest.getKey(), eldest.getValue());
            evictions++;
            return Optional.of(eldest.getKey());
        });
    }

    /** All that a purge names. */
    List<ObjectKey> named(Purge purge) {
        return locked(() -> entries.entrySet().stream()
                .filter(entry -> purge.matches(entry.getKey(), entry.getValue().tags()))
                .map(Map.Entry::getKey)
                .toList());
    }

    /** Puts everything in the order in which it was used. */
    void sortByUse() {
        locked(() -> {
            List<Map.Entry<ObjectKey, Entry>> sorted = entries.entrySet().stream()
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().usedMillis()))
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                    .toList();
            sorted.forEach(entry -> entries.putLast(entry.getKey(), entry.getValue()));
            return sorted;
        });
    }

    TierStatistics statistics() {
        return locked(() -> new TierStatistics(entries.size(), bytes, evictions));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
