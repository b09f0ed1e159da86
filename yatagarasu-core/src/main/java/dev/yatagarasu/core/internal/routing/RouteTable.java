package dev.yatagarasu.core.internal.routing;

import dev.yatagarasu.core.http.CanonicalPath;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is served under a path: the longest prefix that ends at a segment's end. Immutable; safe from any thread.
 *
 * @param <T> what is served
 */
public final class RouteTable<T> {
    /*
     * One scan over the path, as far as the longest prefix reaches. The hash of everything up to here is carried along,
     * and at each end of a segment looked up in an open-addressed table: the cost depends on the path, not on the number
     * of routes. Nothing is allocated; even the Optional of a hit was made beforehand. Slashes are looked for and prefixes
     * compared with calls that the JVM vectorises (indexOf, regionMatches; startsWith is not one of them), and the loop
     * that hashes has no branch.
     *
     * Invariants: the table is at most half full, so a probe ends; prefixes are distinct; "/" is kept outside.
     */
    private final @Nullable Entry<T>[] table;
    private final int mask;
    private final int longestPrefix;
    private final Optional<T> root;

    private record Entry<T>(String prefix, int hash, Optional<T> served) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    private RouteTable(Map<String, T> routes) {
        int capacity = Integer.highestOneBit(Math.max(4, routes.size() * 4 - 1));
        table = new Entry[capacity];
        mask = capacity - 1;
        longestPrefix = routes.keySet().stream().mapToInt(String::length).max().orElse(0);
        root = Optional.ofNullable(routes.get("/"));
        routes.forEach((prefix, served) -> {
            if (!prefix.equals("/")) {
                insert(new Entry<>(prefix, prefix.hashCode(), Optional.of(served)));
            }
        });
    }

    /** A table of these routes: {@code /} or whole segments such as {@code /a/b}, decoded. */
    public static <T> RouteTable<T> of(Map<String, T> routes) {
        return new RouteTable<>(routes);
    }

    private void insert(Entry<T> entry) {
        int slot = slot(entry.hash);
        while (table[slot] != null) {
            slot = (slot + 1) & mask;
        }
        table[slot] = entry;
    }

    /** What is served under {@code path}, if anything is. */
    public Optional<T> find(CanonicalPath path) {
        String text = path.value();
        Optional<T> longest = root;
        int hash = 0;
        int start = 0;
        for (int end = segmentEnd(text, 1);
                start < text.length() && end <= longestPrefix;
                end = segmentEnd(text, end + 1)) {
            hash = hashOn(hash, text, start, end);
            Optional<T> served = at(text, end, hash);
            if (served.isPresent()) {
                longest = served;
            }
            start = end;
        }
        return longest;
    }

    private static int segmentEnd(String text, int from) {
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }

    private static int hashOn(int hash, String text, int from, int to) {
        int sum = hash;
        for (int i = from; i < to; i++) {
            sum = 31 * sum + text.charAt(i);
        }
        return sum;
    }

    private Optional<T> at(String text, int length, int hash) {
        for (int slot = slot(hash); ; slot = (slot + 1) & mask) {
            Entry<T> entry = table[slot];
            if (entry == null) {
                return Optional.empty();
            }
            if (entry.hash == hash
                    && entry.prefix.length() == length
                    && text.regionMatches(0, entry.prefix, 0, length)) {
                return entry.served;
            }
        }
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 16)) & mask;
    }
}
