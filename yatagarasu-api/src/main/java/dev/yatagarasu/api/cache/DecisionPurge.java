package dev.yatagarasu.api.cache;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which remembered decisions of policies to forget, because what they were made from has changed. */
public final class DecisionPurge {
    private static final DecisionPurge ALL = new DecisionPurge(Optional.empty(), Optional.empty());

    private final Optional<String> bucket;
    private final Optional<String> principal;

    private DecisionPurge(Optional<String> bucket, Optional<String> principal) {
        this.bucket = bucket;
        this.principal = principal;
    }

    /** All decisions. */
    public static DecisionPurge all() {
        return ALL;
    }

    /** All decisions about one bucket. */
    public static DecisionPurge ofBucket(String bucket) {
        return new DecisionPurge(Optional.of(bucket), Optional.empty());
    }

    /** All decisions about one principal. */
    public static DecisionPurge ofPrincipal(String id) {
        return new DecisionPurge(Optional.empty(), Optional.of(id));
    }

    /** Those about one bucket, or all where that is empty, and about one principal, or everybody. */
    public static DecisionPurge of(Optional<String> bucket, Optional<String> principal) {
        return new DecisionPurge(bucket, principal);
    }

    /** Only those about this bucket; empty for all buckets. */
    public Optional<String> bucket() {
        return bucket;
    }

    /** Only those about the principal with this id; empty for everybody. */
    public Optional<String> principal() {
        return principal;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecisionPurge purge && bucket.equals(purge.bucket) && principal.equals(purge.principal);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bucket, principal);
    }

    @Override
    public String toString() {
        return "DecisionPurge[bucket=" + bucket + ", principal=" + principal + "]";
    }
}
