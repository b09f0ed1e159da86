package dev.yatagarasu.api.cache;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to drop from the cache or, if the purge is soft, to make stale: stale entries are revalidated before
 * their next use, and are served meanwhile if that is allowed. Names are exact: keys have no leading slash unless the
 * key itself has one.
 *
 * <p>{@link #matches} and {@link #mayMatch} work for every kind. A plug-in that uses the {@linkplain #kind kind} must
 * treat an unknown one as {@link Kind#BUCKET}, which drops too much but never too little.
 */
public final class Purge {
    private final Kind kind;
    private final String bucket;
    private final String value;
    private final boolean soft;

    /** How a purge names objects. Later versions may have further kinds: a {@code switch} needs a {@code default}. */
    public enum Kind {
        /** One object, by its key, in all its variants. */
        KEY,
        /** All objects with a key prefix. */
        PREFIX,
        /** All objects that carry a tag, as object metadata gives it. */
        TAG,
        /** All objects of the bucket. */
        BUCKET
    }

    private Purge(Kind kind, String bucket, String value, boolean soft) {
        this.kind = kind;
        this.bucket = bucket;
        this.value = value;
        this.soft = soft;
    }

    /** One object. */
    public static Purge key(String bucket, String key) {
        return new Purge(Kind.KEY, bucket, key, false);
    }

    /** All objects whose key starts with {@code prefix}. */
    public static Purge prefix(String bucket, String prefix) {
        return new Purge(Kind.PREFIX, bucket, prefix, false);
    }

    /** All objects that carry {@code tag}. */
    public static Purge tag(String bucket, String tag) {
        return new Purge(Kind.TAG, bucket, tag, false);
    }

    /** All objects of the bucket. */
    public static Purge bucket(String bucket) {
        return new Purge(Kind.BUCKET, bucket, "", false);
    }

    /** The same, soft. */
    public Purge softly() {
        return new Purge(kind, bucket, value, true);
    }

    /** The same in another bucket. */
    public Purge in(String otherBucket) {
        return new Purge(kind, otherBucket, value, soft);
    }

    /** How the purge names objects. */
    public Kind kind() {
        return kind;
    }

    /** The configured name of the bucket. */
    public String bucket() {
        return bucket;
    }

    /** The key, the prefix or the tag; empty for the whole bucket. */
    public String value() {
        return value;
    }

    /** Whether entries become stale instead of being dropped. */
    public boolean soft() {
        return soft;
    }

    /** Whether the purge names the object with this key and these tags. */
    public boolean matches(ObjectKey object, List<String> tags) {
        return bucket.equals(object.bucket())
                && switch (kind) {
                    case KEY -> value.equals(object.key());
                    case PREFIX -> object.key().startsWith(value);
                    case TAG -> tags.contains(value);
                    case BUCKET -> true;
                };
    }

    /** Whether the purge may name the object with this key, whose tags are not known. */
    public boolean mayMatch(ObjectKey object) {
        return kind == Kind.TAG ? bucket.equals(object.bucket()) : matches(object, List.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Purge purge
                && kind == purge.kind
                && soft == purge.soft
                && bucket.equals(purge.bucket)
                && value.equals(purge.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, bucket, value, soft);
    }

    @Override
    public String toString() {
        return "Purge[kind=" + kind + ", bucket=" + bucket + ", value=" + value + ", soft=" + soft + "]";
    }
}
