package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Finds heads and takes them and their blocks away, or makes them stale. One object is looked up; for anything else the
 * keys of the bucket are gone through with {@code SCAN}, a page at a time, on every node that holds any. A head nobody
 * can tell anything about is no use to a reader either, and goes.
 */
final class RedisPurge {
    private static final int PAGE = 500;
    private static final int MOST_AT_ONCE = 500;

    /** An object with more blocks than this has them looked for instead of counted through: its size may be a lie. */
    private static final long MOST_COUNTED = 65_536;

    private final RedisLink link;
    private final Names names;
    private final long nowMillis;

    RedisPurge(RedisLink link, Names names, long nowMillis) {
        this.link = link;
        this.names = names;
        this.nowMillis = nowMillis;
    }

    /** Takes one variant of an object. */
    void one(ObjectKey key) {
        byte[] object = names.object(key);
        byte[] field = Names.headField(key.variant());
        link.onNodeOf(object, redis -> drop(redis, List.of(object), known -> Arrays.equals(known.field(), field)));
    }

    /** Does what the purge says, and tells how many heads that were. */
    long all(Purge purge) {
        if (purge.kind() == Purge.Kind.KEY) {
            byte[] object = names.object(purge.bucket(), purge.value());
            return link.onNodeOf(object, redis -> objects(redis, List.of(object), purge));
        }
        return link.onEachPrimary(redis -> node(redis, purge)).stream()
                .mapToLong(heads -> heads)
                .sum();
    }

    private long node(Jedis redis, Purge purge) {
        long[] heads = new long[1];
        scan(redis, names.objectsOf(purge.bucket()), page -> heads[0] += objects(redis, page, purge));
        if (purge.kind() == Purge.Kind.BUCKET && !purge.soft()) {
            scan(redis, names.blocksOf(purge.bucket()), page -> redis.unlink(page.toArray(byte[][]::new)));
        }
        return heads[0];
    }

    private interface Page {
        void take(List<byte[]> keys);
    }

    private static void scan(Jedis redis, byte[] pattern, Page page) {
        ScanParams parameters = new ScanParams().match(pattern).count(PAGE);
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        ScanResult<byte[]> result;
        do {
            result = redis.scan(cursor, parameters);
            if (!result.getResult().isEmpty()) {
                page.take(result.getResult());
            }
            cursor = result.getCursorAsBytes();
        } while (!result.isCompleteIteration());
    }

    private long objects(Jedis redis, List<byte[]> objects, Purge purge) {
        return purge.soft() ? makeStale(redis, objects, purge) : drop(redis, objects, known -> known.isNamedBy(purge));
    }

    private long drop(Jedis redis, List<byte[]> objects, Predicate<KnownHead> named) {
        List<KnownHead> heads =
                KnownHead.of(redis, objects).stream().filter(named).toList();
        drop(redis, heads);
        return heads.stream().filter(head -> head.about().isPresent()).count();
    }

    private void drop(Jedis redis, List<KnownHead> heads) {
        try (Pipeline pipeline = redis.pipelined()) {
            for (KnownHead head : heads) {
                pipeline.hdel(head.object(), head.field(), Names.aboutField(head.field()));
            }
            pipeline.sync();
        }
        heads.forEach(head -> head.about().ifPresent(about -> dropBlocks(redis, about)));
    }

    private void dropBlocks(Jedis redis, HeadSummary about) {
        String blocks = names.blocks(about.key(), about.version());
        long count = Math.ceilDiv(about.size(), BlockKey.BLOCK_SIZE);
        if (count > MOST_COUNTED) {
            scan(redis, Names.ascii(blocks + "*"), page -> redis.unlink(page.toArray(byte[][]::new)));
            return;
        }
        for (int from = 0; from < count; from += MOST_AT_ONCE) {
            List<byte[]> keys = new ArrayList<>();
            for (int number = from; number < Math.min(count, from + MOST_AT_ONCE); number++) {
                keys.add(Names.block(blocks, number));
            }
            redis.unlink(keys.toArray(byte[][]::new));
        }
    }

    private long makeStale(Jedis redis, List<byte[]> objects, Purge purge) {
        List<KnownHead> heads = KnownHead.of(redis, objects).stream()
                .filter(head -> head.isNamedBy(purge))
                .toList();
        drop(redis, heads.stream().filter(head -> head.about().isEmpty()).toList());
        List<Response<Object>> answers = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            for (KnownHead head : heads) {
                head.about().ifPresent(about -> {
                    byte[] stale = about.staleAt(nowMillis).encode();
                    List<byte[]> arguments = List.of(Names.aboutField(head.field()), head.written(), stale);
                    answers.add(pipeline.eval(Scripts.REPLACE, List.of(head.object()), arguments));
                });
            }
            pipeline.sync();
        }
        answers.forEach(Response::get);
        return answers.size();
    }
}
