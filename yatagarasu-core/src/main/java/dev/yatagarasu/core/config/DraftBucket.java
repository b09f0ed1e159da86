package dev.yatagarasu.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The components of one bucket, as far as they could be read.
 *
 * @param path where the bucket stands, for example {@code buckets[2]}
 * @param name its name; empty where it has none
 * @param offers what clients are to see of its objects
 * @param replicas where its objects are, the primary first; none if that could not be read
 * @param identity how it is found out who asks; empty for a public bucket
 * @param policy how it is found out whether they may; empty for a public bucket
 */
public record DraftBucket(
        String path,
        String name,
        Offers offers,
        List<DraftReplica> replicas,
        Optional<DraftPart<IdentityConfig>> identity,
        Optional<DraftPart<PolicyConfig>> policy) {

    /**
     * What clients are to see of objects.
     *
     * @param versions whether they may ask for versions
     * @param metadata whether they see metadata, and with it the checksums that storage has
     */
    public record Offers(boolean versions, boolean metadata) {}

    /** One of which nothing could be read. */
    static DraftBucket unreadable(String path) {
        return new DraftBucket(path, "", new Offers(false, false), List.of(), Optional.empty(), Optional.empty());
    }

    /** One that is written in code. */
    static DraftBucket of(BucketConfig bucket, String path) {
        return new DraftBucket(
                path,
                bucket.name(),
                new Offers(bucket.versions(), bucket.exposeMetadata()),
                replicas(bucket, path),
                bucket.auth().map(auth -> identity(auth.identity(), path + ".auth")),
                bucket.auth().map(auth -> policy(auth.policy(), path + ".auth")));
    }

    private static List<DraftReplica> replicas(BucketConfig bucket, String path) {
        List<DraftReplica> all = new ArrayList<>();
        all.add(DraftReplica.primary(storage(bucket.storage(), path)));
        for (ReplicaConfig replica : bucket.replicas()) {
            String section = path + ".replicas[" + (all.size() - 1) + "]";
            all.add(new DraftReplica(replica.name(), storage(replica.storage(), section), replica.onMissing()));
        }
        return all;
    }

    private static DraftPart<StorageConfig> storage(StorageConfig storage, String bucket) {
        return storage instanceof S3Config
                ? new DraftPart<>(storage, bucket + ".s3")
                : new DraftPart<>(storage, bucket + ".storage", bucket + ".storage.type");
    }

    private static DraftPart<IdentityConfig> identity(IdentityConfig identity, String auth) {
        return switch (identity) {
            case IdentityConfig.Plugin plugin ->
                new DraftPart<>(plugin, auth + "." + plugin.type(), auth + ".authenticator");
            case IdentityConfig.Jwt jwt -> new DraftPart<>(jwt, auth + ".jwt");
            default -> new DraftPart<>(identity, auth);
        };
    }

    private static DraftPart<PolicyConfig> policy(PolicyConfig policy, String auth) {
        return policy instanceof PolicyConfig.Plugin plugin
                ? new DraftPart<>(policy, auth + "." + plugin.type(), auth + ".provider")
                : new DraftPart<>(policy, auth);
    }
}
