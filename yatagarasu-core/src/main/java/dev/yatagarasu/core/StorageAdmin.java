package dev.yatagarasu.core;

import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.report.ReplicaStatus;
import java.util.List;
import java.util.function.Supplier;

/** What operators and applications may do with the storage of buckets. Never blocks; safe from any thread. */
public final class StorageAdmin {
    private final Supplier<Site> site;

    StorageAdmin(Supplier<Site> site) {
        this.site = site;
    }

    /** The replicas of all buckets, each bucket's in the order in which they are asked. */
    public List<ReplicaStatus> replicas() {
        return site.get().buckets().stream()
                .flatMap(bucket -> bucket.storage().replicas().stream())
                .toList();
    }

    /**
     * Has a replica left alone, for example while it is being maintained, until it is enabled again, configured differently or
     * the engine is closed. Requests under way go on.
     *
     * @throws UnknownBucketException if no bucket has that name
     * @throws UnknownReplicaException if the bucket has no replica of that name
     */
    public void disable(String bucket, String replica) {
        enable(bucket, replica, false);
    }

    /**
     * Has a replica asked again.
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
