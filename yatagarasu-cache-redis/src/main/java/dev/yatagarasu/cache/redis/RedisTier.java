package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import redis.clients.jedis.params.SetParams;

/**
 * Heads and blocks in Redis, as {@link Names} and {@link Frame} lay them out. Connects when it is first used; what fails
 * because Redis is away works again as soon as it is back.
 */
final class RedisTier implements CacheTier {
    /** A head's content is a block at most; what its fields may add to that is bounded like a request's fields. */
    private static final int LARGEST_HEAD = BlockKey.BLOCK_SIZE + 64 * 1024;

    private static final int MOST_VARIANTS = 500;
    private static final int LONGEST_LOOK = 64;

    private final RedisLink link;
    private final Names names;
    private final Clock clock;
    private final long ttlMillis;

    RedisTier(RedisConfig config, Clock clock) {
        this.link = RedisLink.forCommands(config);
        this.names = new Names(config.keyPrefix());
        this.clock = clock;
        this.ttlMillis = config.ttl().toMillis();
    }

    @Override
    public Optional<CachedHead> head(ObjectKey key) {
        byte[] head = Names.headField(key.variant());
        byte[] about = Names.aboutField(key.variant());
        return link.read(redis -> redis.hmget(names.object(key), head, about))
                .flatMap(values -> head(key, values.get(0), values.get(1)));
    }

    private static Optional<CachedHead> head(ObjectKey key, byte[] head, byte[] about) {
        return HeadSummary.decode(about)
                .filter(known -> known.key().equals(key))
                .flatMap(known -> Frame.HEAD
                        .open(head, nameOf(key))
                        .flatMap(CachedHead::decode)
                        .map(decoded -> decoded.withLifetime(known.lifetime())));
    }

    @Override
    public void putHead(ObjectKey key, CachedHead head) {
        byte[] value = Frame.HEAD.around(nameOf(key), head.encode());
        byte[] about = HeadSummary.of(key, head).encode();
        if (value.length > LARGEST_HEAD || about.length > LARGEST_HEAD) {
            remove(key);
            return;
        }
        List<byte[]> arguments = List.of(
                Names.headField(key.variant()),
                value,
                Names.aboutField(key.variant()),
                about,
                number(ttlMillis),
                number(2L * MOST_VARIANTS));
        link.call(redis -> redis.eval(Scripts.PUT, List.of(names.object(key)), arguments));
    }

    @Override
    public Optional<ByteBuffer> block(BlockKey key) {
        return link.read(redis -> redis.get(names.block(key)))
                .flatMap(value -> Frame.BLOCK.open(value, nameOf(key)))
                .filter(bytes -> bytes.hasRemaining() && bytes.remaining() <= BlockKey.BLOCK_SIZE);
    }

    @Override
    public void putBlock(BlockKey key, CachedHead.Found head, ByteBuffer bytes) {
        if (!key.version().equals(head.version())
                || key.number() < 0
                || key.number() >= head.blocks()
                || bytes.remaining() != head.blockLength(key.number())) {
            throw new IllegalArgumentException("these bytes are not block " + key.number() + " of that version");
        }
        byte[] value = Frame.BLOCK.around(nameOf(key), bytes);
        link.call(redis -> redis.set(names.block(key), value, new SetParams().px(ttlMillis)));
    }

    @Override
    public int firstPresent(BlockKey from, int last) {
        String blocks = names.blocks(from.object(), from.version());
        List<byte[]> keys = IntStream.rangeClosed(from.number(), last)
                .limit(LONGEST_LOOK)
                .mapToObj(number -> Names.block(blocks, number))
                .toList();
        if (keys.isEmpty()) {
            return last + 1;
        }
        long first = (Long) link.call(redis -> redis.eval(Scripts.FIRST, keys, List.of()));
        return first == 0 ? last + 1 : from.number() + (int) first - 1;
    }

    @Override
    public void remove(ObjectKey key) {
        purge().one(key);
    }

    @Override
    public long purge(Purge purge) {
        return purge().all(purge);
    }

    private RedisPurge purge() {
        return new RedisPurge(link, names, clock.millis());
    }

    @Override
    public List<ObjectKey> variants(ObjectKey object) {
        byte[] name = names.object(object);
        return link.onNodeOf(name, redis -> KnownHead.of(redis, List.of(name))).stream()
                .flatMap(head -> head.about().stream())
                .map(HeadSummary::key)
                .toList();
    }

    /** Nothing: Redis may hold other things too, and it alone knows what it evicts. */
    @Override
    public TierStatistics statistics() {
        return new TierStatistics(TierStatistics.UNKNOWN, TierStatistics.UNKNOWN, TierStatistics.UNKNOWN);
    }

    @Override
    public void close() {
        link.close();
    }

    private static byte[] nameOf(ObjectKey key) {
        return Names.joined(key.bucket(), key.key(), key.variant());
    }

    private static byte[] nameOf(BlockKey key) {
        ObjectKey object = key.object();
        return Names.joined(
                object.bucket(), object.key(), object.variant(), key.version(), Integer.toString(key.number()));
    }

    private static byte[] number(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
