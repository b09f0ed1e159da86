package dev.yatagarasu.core;

import java.util.List;

/** A bucket has no replica of that name. */
public final class UnknownReplicaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> known;

    UnknownReplicaException(String bucket, String name, List<String> known) {
        super("bucket \"" + bucket + "\" has no replica \"" + name + "\"; there are " + known);
        this.known = known;
    }

    /** The names of the replicas that the bucket has, in their order. */
    public List<String> known() {
        return known;
    }
}
