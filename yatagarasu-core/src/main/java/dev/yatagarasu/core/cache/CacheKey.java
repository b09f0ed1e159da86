package dev.yatagarasu.core.cache;

/**
 * Names an object in the cache. The two parts are compared apart, so that no separator can make two objects one.
 *
 * @param bucket the bucket's configured name
 * @param key the object's key
 */
public record CacheKey(String bucket, String key) {}
