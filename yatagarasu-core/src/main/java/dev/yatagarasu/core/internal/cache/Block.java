package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import java.nio.ByteBuffer;

/**
 * A block on its way into the tiers.
 *
 * @param key names it
 * @param head of the version it belongs to
 * @param bytes all of it
 */
record Block(BlockKey key, CachedHead.Found head, ByteBuffer bytes) {
    void putInto(CacheTier tier) {
        tier.putBlock(key, head, bytes);
    }
}
