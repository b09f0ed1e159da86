package dev.yatagarasu.core;

import dev.yatagarasu.api.cache.Purge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a cache with room for everything knows: a plain map from keys to what storage said last, and until when that holds. */
final class CacheModel {
    static final long TTL = 60_000;
    static final long NEGATIVE_TTL = 10_000;

    private final Map<String, Entry> entries = new HashMap<>();

    /** One state of an object. */
    record Version(String etag, String content, String tag) {}

    /**
     * What is known of a key.
     *
     * @param version the object; empty if there is none
     * @param since when storage said so last, in milliseconds
     * @param until when it has to be asked again, in milliseconds
     * @param whole whether all bytes are known to be there
     */
    record Entry(Optional<Version> version, long since, long until, boolean whole) {
        boolean isFreshAt(long now) {
            return now < until;
        }
    }

    Optional<Entry> fresh(String key, long now) {
        return Optional.ofNullable(entries.get(key)).filter(entry -> entry.isFreshAt(now));
    }

    /** An answer told of this version; {@code whole} if it was all of it. */
    void learn(String key, Optional<Version> version, long now, boolean whole) {
        Optional<Entry> fresh = fresh(key, now).filter(entry -> entry.version().equals(version));
        boolean wholeBefore = Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.version().equals(version))
                .map(Entry::whole)
                .orElse(false);
        long since = fresh.map(Entry::since).orElse(now);
        long until = fresh.map(Entry::until).orElse(now + (version.isPresent() ? TTL : NEGATIVE_TTL));
        entries.put(key, new Entry(version, since, until, whole || wholeBefore));
    }

    /** Whether it knows this version, fresh or stale. */
    boolean knows(String key, Optional<Version> version) {
        return entries.containsKey(key) && entries.get(key).version().equals(version);
    }

    void forget(String key) {
        entries.remove(key);
    }

    /** Forgets or makes stale what is named, and says how many that were. */
    long purge(Purge purge, long now) {
        List<String> named = entries.entrySet().stream()
                .filter(entry -> names(purge, entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        for (String key : named) {
            if (purge.soft()) {
                entries.computeIfPresent(
                        key,
                        (same, entry) ->
                                new Entry(entry.version(), entry.since(), Math.min(now, entry.until()), entry.whole()));
            } else {
                entries.remove(key);
            }
        }
        return named.size();
    }

    private static boolean names(Purge purge, String key, Entry entry) {
        return switch (purge.kind()) {
            case KEY -> purge.value().equals(key);
            case PREFIX -> key.startsWith(purge.value());
            case TAG ->
                entry.version()
                        .filter(version -> version.tag().equals(purge.value()))
                        .isPresent();
            case BUCKET -> true;
        };
    }
}
