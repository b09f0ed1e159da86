package dev.yatagarasu.api.cache;

/**
 * Names one object, or one variant of it, in the cache. The parts are compared apart, so that no separator can make two
 * objects one.
 *
 * @param bucket the bucket's configured name
 * @param key the object's exact key
 * @param variant the values of the request fields that {@code Vary} names, as the engine writes them; empty for an object
 *     that does not vary
 */
public record ObjectKey(String bucket, String key, String variant) {

    /** An object that does not vary, or the place where it is told what it varies by. */
    public static ObjectKey of(String bucket, String key) {
        return new ObjectKey(bucket, key, "");
    }

    /** Another variant of the same object. */
    public ObjectKey withVariant(String other) {
        return new ObjectKey(bucket, key, other);
    }
}
