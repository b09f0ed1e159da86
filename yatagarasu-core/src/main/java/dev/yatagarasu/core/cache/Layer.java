package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.cache.CacheTier;

/**
 * A tier below memory, as it is put into a cache.
 *
 * @param name its type, for metrics and headers
 * @param tier the tier; the cache closes it
 * @param largestObject objects of more bytes are nothing for it
 * @param shared whether other instances use it too, so that a purge reaches it once for all
 */
public record Layer(String name, CacheTier tier, long largestObject, boolean shared) {}
