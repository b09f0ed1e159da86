package dev.yatagarasu.api.cache;

/** What to drop from the cache. Names are exact: keys have no leading slash unless the key itself has one. */
public sealed interface Purge {

    /** The bucket whose entries are meant, by its configured name. */
    String bucket();

    /**
     * One object.
     *
     * @param bucket name of the bucket
     * @param key the object's key
     */
    record Key(String bucket, String key) implements Purge {}

    /**
     * All objects whose key starts so.
     *
     * @param bucket name of the bucket
     * @param prefix how the keys start
     */
    record Prefix(String bucket, String prefix) implements Purge {}

    /**
     * All objects of the bucket.
     *
     * @param bucket name of the bucket
     */
    record Bucket(String bucket) implements Purge {}

    /** One object. */
    static Purge key(String bucket, String key) {
        return new Key(bucket, key);
    }

    /** All objects whose key starts with {@code prefix}. */
    static Purge prefix(String bucket, String prefix) {
        return new Prefix(bucket, prefix);
    }

    /** All objects of the bucket. */
    static Purge bucket(String bucket) {
        return new Bucket(bucket);
    }

    /** Whether this names the object {@code key} of the bucket {@code inBucket}. */
    default boolean matches(String inBucket, String key) {
        return bucket().equals(inBucket)
                && switch (this) {
                    case Key one -> one.key().equals(key);
                    case Prefix some -> key.startsWith(some.prefix());
                    case Bucket all -> true;
                };
    }
}
