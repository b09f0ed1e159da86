package dev.yatagarasu.core;

import java.util.List;
import java.util.TreeSet;

/** No bucket in the configuration in force has the name that a call was given. */
public final class UnknownBucketException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // of names, in a list that can be written
    private final List<String> known;

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
