package dev.yatagarasu.core.config;

import java.util.Optional;

/**
 * The components of one bucket, as far as they could be read.
 *
 * @param path where the bucket stands, for example {@code buckets[2]}
 * @param name its name; empty where it has none
 * @param offers what clients are to see of its objects
 * @param storage where its objects are
 * @param identity how it is found out who asks; empty for a public bucket
 * @param policy how it is found out whether they may; empty for a public bucket
 */
public record DraftBucket(
        String path,
        String name,
        Offers offers,
        Optional<DraftPart<StorageConfig>> storage,
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
        return new DraftBucket(
                path, "", new Offers(false, false), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** One that is written in code. */
    static DraftBucket of(BucketConfig bucket, String path) {
        return new DraftBucket(
                path,
                bucket.name(),
                new Offers(bucket.versions(), bucket.exposeMetadata()),
                Optional.of(storage(bucket.storage(), path)),
                bucket.auth().map(auth -> identity(auth.identity(), path + ".auth")),
                bucket.auth().map(auth -> policy(auth.policy(), path + ".auth")));
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
