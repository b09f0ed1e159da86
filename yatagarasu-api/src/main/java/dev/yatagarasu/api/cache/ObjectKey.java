package dev.yatagarasu.api.cache;

/**
 * Names one object, or one variant of it, in the cache. The parts are compared apart, so that no separator can make two
 * objects one.
 *
 * @param bucket the bucket's configured name
 * @param key the object's exact key
 * @param variant which version of the object it is, as the engine writes it; empty for the current one
 */
public record ObjectKey(String bucket, String key, String variant) {

    /** The current version of an object. */
    public static ObjectKey of(String bucket, String key) {
        return new ObjectKey(bucket, key, "");
    }

    /** Another variant of the same object. */
    public ObjectKey withVariant(String other) {
        return new ObjectKey(bucket, key, other);
    }
}
