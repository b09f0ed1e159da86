package dev.yatagarasu.core;

import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.report.ReplicaStatus;
import java.util.List;
import java.util.function.Supplier;

/** The operations on the storage of buckets for operators and applications. Never blocks; safe from any thread. */
public final class StorageAdmin {
    private final Supplier<Site> site;

    StorageAdmin(Supplier<Site> site) {
        this.site = site;
    }

    /** The state of all replicas, bucket by bucket, in the order in which they are asked. */
    public List<ReplicaStatus> replicas() {
        return site.get().buckets().stream()
                .flatMap(bucket -> bucket.storage().replicas().stream())
                .toList();
    }

    /**
     * Disables a replica, for example for maintenance, until it is enabled again, its configuration changes or the engine is
     * closed. In-flight requests to it finish.
     *
     * @throws UnknownBucketException if no bucket has that name
     * @throws UnknownReplicaException if the bucket has no replica of that name
     */
    public void disable(String bucket, String replica) {
        enable(bucket, replica, false);
    }

    /**
     * Enables a disabled replica; otherwise does nothing.
     *
     * @throws UnknownBucketException if no bucket has that name
     * @throws UnknownReplicaException if the bucket has no replica of that name
     */
    public void enable(String bucket, String replica) {
        enable(bucket, replica, true);
    }

    private void enable(String name, String replica, boolean wanted) {
        Site now = site.get();
        Bucket bucket = now.bucket(name)
                .orElseThrow(() -> new UnknownBucketException(name, now.byName().keySet()));
        if (!bucket.storage().enable(replica, wanted)) {
            List<String> known = bucket.storage().replicas().stream()
                    .map(ReplicaStatus::replica)
                    .toList();
            throw new UnknownReplicaException(name, replica, known);
        }
    }
}
