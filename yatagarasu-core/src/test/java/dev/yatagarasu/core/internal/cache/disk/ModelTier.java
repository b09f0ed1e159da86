package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plainest tier that is right: two maps that never forget. What other tiers are compared with. */
final class ModelTier implements CacheTier {
    private final Clock clock;
    private final Map<ObjectKey, CachedHead> heads = new HashMap<>();
    private final Map<BlockKey, ByteBuffer> blocks = new HashMap<>();

    ModelTier(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<CachedHead> head(ObjectKey key) {
        return Optional.ofNullable(heads.get(key));
    }

    @Override
    public synchronized void putHead(ObjectKey key, CachedHead head) {
        blocks.keySet().removeIf(block -> block.object().equals(key) && !isOf(block.version(), head));
        heads.put(key, head instanceof CachedHead.Found found ? withOwnContent(found) : head);
    }

    private static boolean isOf(String version, CachedHead head) {
        return head instanceof CachedHead.Found found && found.version().equals(version);
    }

    private static CachedHead.Found withOwnContent(CachedHead.Found head) {
        return new CachedHead.Found(
                head.headers(),
                head.size(),
                head.version(),
                head.lifetime(),
                head.tags(),
                head.content().map(ModelTier::copy));
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        return copy.put(bytes.duplicate()).flip().asReadOnlyBuffer();
    }

    @Override
    public synchronized Optional<ByteBuffer> block(BlockKey key) {
        return Optional.ofNullable(blocks.get(key)).map(ByteBuffer::duplicate);
    }

    @Override
    public synchronized void putBlock(BlockKey key, CachedHead.Found head, ByteBuffer bytes) {
        boolean fits = key.number() < head.blocks() && bytes.remaining() == head.blockLength(key.number());
        if (fits && isOf(key.version(), heads.getOrDefault(key.object(), head))) {
            heads.putIfAbsent(key.object(), head);
            blocks.put(key, copy(bytes));
        }
    }

    @Override
    public synchronized int firstPresent(BlockKey from, int last) {
        int number = from.number();
        while (number <= last && !blocks.containsKey(from.at(number))) {
            number++;
        }
        return number;
    }

    @Override
    public synchronized void remove(ObjectKey key) {
        heads.remove(key);
        blocks.keySet().removeIf(block -> block.object().equals(key));
    }

    @Override
    public synchronized long purge(Purge purge) {
        List<ObjectKey> named = heads.entrySet().stream()
                .filter(entry -> purge.matches(entry.getKey(), tags(entry.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        for (ObjectKey key : named) {
            if (purge.soft()) {
                heads.computeIfPresent(
                        key, (same, head) -> head.withLifetime(head.lifetime().staleAt(clock.millis())));
            } else {
                remove(key);
            }
        }
        return named.size();
    }

    private static List<String> tags(CachedHead head) {
        return head instanceof CachedHead.Found found ? found.tags() : List.of();
    }

    @Override
    public synchronized List<ObjectKey> variants(ObjectKey object) {
        Purge all = Purge.key(object.bucket(), object.key());
        return heads.keySet().stream()
                .filter(key -> all.matches(key, List.of()))
                .toList();
    }

    @Override
    public synchronized TierStatistics statistics() {
        long bytes = blocks.values().stream().mapToLong(ByteBuffer::remaining).sum();
        return new TierStatistics(heads.size(), bytes, 0);
    }

    @Override
    public void close() {}
}
