package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.cache.redis.PurgeMessage.Content;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.XAddParams;

/** Purges as entries of a stream in Redis. Every bus is an instance of its own and does not hear itself. */
final class RedisBus implements InvalidationBus {
    /** The field of a stream's entry that holds the message. */
    static final byte[] FIELD = Names.ascii("m");

    private static final int CONNECTIONS = 4;

    private final RedisLink link;
    private final byte[] stream;
    private final int streamMaxLength;
    private final Executor executor;
    private final String sender = UUID.randomUUID().toString();
    private final AtomicReference<@Nullable StreamReader> reader = new AtomicReference<>();

    RedisBus(RedisConfig config, Executor executor) {
        this.link = RedisLink.forWaiting(config, CONNECTIONS, StreamReader.WAIT_MILLIS);
        this.stream = new Names(config.keyPrefix()).stream();
        this.streamMaxLength = config.streamMaxLength();
        this.executor = executor;
    }

    @Override
    public void publish(Purge purge) {
        publish(new PurgeMessage.Objects(purge));
    }

    @Override
    public void publish(DecisionPurge purge) {
        publish(new PurgeMessage.Decisions(purge));
    }

    private void publish(Content content) {
        PurgeMessage message = new PurgeMessage(sender, content);
        XAddParams parameters = new XAddParams().maxLen(streamMaxLength).approximateTrimming();
        link.call(redis -> redis.xadd(stream, parameters, Map.of(FIELD, message.encode())));
    }

    @Override
    public void subscribe(Optional<String> after, Receiver receiver) {
        Subscription subscription = new Subscription(stream, sender, receiver);
        StreamReader started = new StreamReader(link, subscription, after, this::mark);
        if (!reader.compareAndSet(null, started)) {
            throw new IllegalStateException("somebody listens to this bus already");
        }
        executor.execute(started);
    }

    /** Makes sure that the stream has an entry. */
    private void mark() {
        publish(new PurgeMessage.Mark());
    }

    @Override
    public boolean isUp() {
        StreamReader started = reader.get();
        return started != null && started.isUp();
    }

    @Override
    public void close() {
        StreamReader started = reader.get();
        if (started != null) {
            started.close();
        }
        link.close();
    }
}
