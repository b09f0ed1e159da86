package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.Purge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/** A head that is in Redis, by what stands beside it. */
final class KnownHead {
    private final byte[] object;
    private final byte[] field;
    private final byte[] written;
    private final Optional<HeadSummary> about;

    private KnownHead(byte[] object, byte[] field, byte[] written) {
        this.object = object;
        this.field = field;
        this.written = written;
        this.about = HeadSummary.decode(written);
    }

    /** All heads of these objects, read at once. */
    static List<KnownHead> of(Jedis redis, List<byte[]> objects) {
        List<Response<Object>> answers = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            objects.forEach(object -> answers.add(pipeline.eval(Scripts.ABOUTS, List.of(object), List.of())));
            pipeline.sync();
        }
        List<KnownHead> heads = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            List<byte[]> fields = fields(answers.get(i));
            for (int j = 0; j + 1 < fields.size(); j += 2) {
                heads.add(new KnownHead(objects.get(i), fields.get(j), fields.get(j + 1)));
            }
        }
        return heads;
    }

    /** A value of another type than ours has no fields. */
    private static List<byte[]> fields(Response<Object> answer) {
        try {
            return answer.get() instanceof List<?> list
                    ? list.stream().map(KnownHead::bytes).toList()
                    : List.of();
        } catch (JedisDataException e) {
            if (RedisLink.isForeign(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static byte[] bytes(@Nullable Object field) {
        return field instanceof byte[] bytes ? bytes : new byte[0];
    }

    /** The key it is under. */
    byte[] object() {
        return object;
    }

    /** The field it is in. */
    byte[] field() {
        return field;
    }

    /** What stands beside it, as it is written. */
    byte[] written() {
        return written;
    }

    /** What stands beside it; empty if that is damaged, and then the head is of no use to anybody. */
    Optional<HeadSummary> about() {
        return about;
    }

    boolean isNamedBy(Purge purge) {
        return about.isEmpty() || about.get().isNamedBy(purge);
    }
}
