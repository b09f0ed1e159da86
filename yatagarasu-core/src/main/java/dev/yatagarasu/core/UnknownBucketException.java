package dev.yatagarasu.core;

import java.util.List;
import java.util.TreeSet;

/** There is no bucket of that name. */
public final class UnknownBucketException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> known;

    UnknownBucketException(String name, Iterable<String> known) {
        this(name, sorted(known));
    }

    private UnknownBucketException(String name, List<String> known) {
        super("there is no bucket \"" + name + "\"; there are " + known);
        this.known = known;
    }

    private static List<String> sorted(Iterable<String> names) {
        TreeSet<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        return List.copyOf(sorted);
    }

    /** The names of the buckets that there are, sorted. */
    public List<String> known() {
        return known;
    }
}
