package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this instance has written in the last minutes to a tier that others purge: it may be older than a purge that this
 * instance hears of only now. Bounded by bytes: of more, nothing is known. Safe from any thread.
 */
final class RecentWrites {
    private static final int ENTRY_BYTES = 160;
    private static final long NEVER = Long.MIN_VALUE;

    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    /** From the one written longest ago to the one written last. */
    private final LinkedHashMap<ObjectKey, Written> written = new LinkedHashMap<>();

    private long bytes;
    /** The time of the latest write among those that were forgotten to make room. */
    private long forgottenMillis = NEVER;

    private record Written(List<String> tags, long atMillis, int weight) {
        static Written of(ObjectKey key, CachedHead head, long nowMillis) {
            List<String> tags = head instanceof CachedHead.Found found ? found.tags() : List.of();
            int characters = key.key().length() + key.variant().length();
            return new Written(
                    tags,
                    nowMillis,
                    ENTRY_BYTES
                            + characters
                            + tags.stream().mapToInt(String::length).sum());
        }
    }

    RecentWrites(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(ObjectKey key, CachedHead head, long nowMillis) {
        lock.lock();
        try {
            remove(key);
            Written added = Written.of(key, head, nowMillis);
            written.put(key, added);
            bytes += added.weight;
            forget(nowMillis);
        } finally {
            lock.unlock();
        }
    }

    private void forget(long nowMillis) {
        while (!written.isEmpty()) {
            Map.Entry<ObjectKey, Written> eldest = written.firstEntry();
            boolean old = eldest.getValue().atMillis < nowMillis - RecentPurges.REMEMBERED_MILLIS;
            if (!old && bytes <= maxBytes) {
                return;
            }
            forgottenMillis = old ? forgottenMillis : eldest.getValue().atMillis;
            remove(eldest.getKey());
        }
    }

    private void remove(ObjectKey key) {
        Written removed = written.remove(key);
        bytes -= removed == null ? 0 : removed.weight;
    }

    /** Takes out what {@code purge} names; empty if that may be more than is known. */
    Optional<List<ObjectKey>> take(Purge purge, long nowMillis) {
        lock.lock();
        try {
            List<ObjectKey> named = new ArrayList<>();
            written.forEach((key, one) -> {
                if (purge.matches(key, one.tags)) {
                    named.add(key);
                }
            });
            named.forEach(this::remove);
            boolean all = forgottenMillis == NEVER || forgottenMillis < nowMillis - RecentPurges.REMEMBERED_MILLIS;
            return all ? Optional.of(named) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
