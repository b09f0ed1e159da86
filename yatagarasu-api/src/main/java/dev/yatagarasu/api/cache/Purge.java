package dev.yatagarasu.api.cache;

import java.util.List;

/**
 * What to drop from the cache, or, if it is soft, to make stale: stale entries are revalidated before their next use, and
 * serve in the meantime where that is allowed. Names are exact: keys have no leading slash unless the key itself has one.
 */
public sealed interface Purge {

    /** The bucket whose entries are meant, by its configured name. */
    String bucket();

    /** Whether entries become stale instead of being dropped. */
    boolean soft();

    /** The same, soft. */
    Purge softly();

    /** The same in another bucket. */
    Purge in(String otherBucket);

    /**
     * One object, in all its variants.
     *
     * @param bucket name of the bucket
     * @param key the object's key
     * @param soft whether it only becomes stale
     */
    record Key(String bucket, String key, boolean soft) implements Purge {
        @Override
        public Key softly() {
            return new Key(bucket, key, true);
        }

        @Override
        public Key in(String otherBucket) {
            return new Key(otherBucket, key, soft);
        }
    }

    /**
     * All objects whose key starts so.
     *
     * @param bucket name of the bucket
     * @param prefix how the keys start
     * @param soft whether they only become stale
     */
    record Prefix(String bucket, String prefix, boolean soft) implements Purge {
        @Override
        public Prefix softly() {
            return new Prefix(bucket, prefix, true);
        }

        @Override
        public Prefix in(String otherBucket) {
            return new Prefix(otherBucket, prefix, soft);
        }
    }

    /**
     * All objects that carry a tag.
     *
     * @param bucket name of the bucket
     * @param tag one tag, as object metadata gives it
     * @param soft whether they only become stale
     */
    record Tag(String bucket, String tag, boolean soft) implements Purge {
        @Override
        public Tag softly() {
            return new Tag(bucket, tag, true);
        }

        @Override
        public Tag in(String otherBucket) {
            return new Tag(otherBucket, tag, soft);
        }
    }

    /**
     * All objects of the bucket.
     *
     * @param bucket name of the bucket
     * @param soft whether they only become stale
     */
    record Bucket(String bucket, boolean soft) implements Purge {
        @Override
        public Bucket softly() {
            return new Bucket(bucket, true);
        }

        @Override
        public Bucket in(String otherBucket) {
            return new Bucket(otherBucket, soft);
        }
    }

    /** One object. */
    static Purge key(String bucket, String key) {
        return new Key(bucket, key, false);
    }

    /** All objects whose key starts with {@code prefix}. */
    static Purge prefix(String bucket, String prefix) {
        return new Prefix(bucket, prefix, false);
    }

    /** All objects that carry {@code tag}. */
    static Purge tag(String bucket, String tag) {
        return new Tag(bucket, tag, false);
    }

    /** All objects of the bucket. */
    static Purge bucket(String bucket) {
        return new Bucket(bucket, false);
    }

    /** Whether this names an object of that name and with those tags. */
    default boolean matches(ObjectKey object, List<String> tags) {
        return bucket().equals(object.bucket())
                && switch (this) {
                    case Key one -> one.key().equals(object.key());
                    case Prefix some -> object.key().startsWith(some.prefix());
                    case Tag tagged -> tags.contains(tagged.tag());
                    case Bucket all -> true;
                };
    }

    /** Whether this may name an object of that name, whose tags are not known. */
    default boolean mayMatch(ObjectKey object) {
        return this instanceof Tag ? bucket().equals(object.bucket()) : matches(object, List.of());
    }
}
