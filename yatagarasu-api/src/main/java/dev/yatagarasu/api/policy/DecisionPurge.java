package dev.yatagarasu.api.policy;

import java.util.Optional;

/**
 * Which remembered decisions to forget, because what they were made from has changed.
 *
 * @param bucket only those about this bucket; empty for all buckets
 * @param principal only those about the principal with this id; empty for everybody
 */
public record DecisionPurge(Optional<String> bucket, Optional<String> principal) {

    /** All decisions. */
    public static DecisionPurge all() {
        return new DecisionPurge(Optional.empty(), Optional.empty());
    }

    /** All decisions about one bucket. */
    public static DecisionPurge ofBucket(String bucket) {
        return new DecisionPurge(Optional.of(bucket), Optional.empty());
    }

    /** All decisions about one principal. */
    public static DecisionPurge ofPrincipal(String id) {
        return new DecisionPurge(Optional.empty(), Optional.of(id));
    }
}
