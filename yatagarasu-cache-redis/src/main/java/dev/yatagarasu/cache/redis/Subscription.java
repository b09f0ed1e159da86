package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.InvalidationBus.Receiver;
import dev.yatagarasu.cache.redis.PurgeMessage.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.StreamEntryBinary;

/**
 * How far one instance has come in the stream, and how it goes on. Used by one thread.
 *
 * <p>Nothing can have been lost as long as the entry at the position is still there: a stream is trimmed from its beginning,
 * and a stream that was made anew, or a server that has forgotten the last writes, does not have that entry.
 */
final class Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int MOST_AT_ONCE = 100;

    private final byte[] stream;
    private final String name;
    private final String sender;
    private final Receiver receiver;

    Subscription(byte[] stream, String sender, Receiver receiver) {
        this.stream = stream;
        this.name = new String(stream, StandardCharsets.US_ASCII);
        this.sender = sender;
        this.receiver = receiver;
    }

    /** The stream's key. */
    byte[] stream() {
        return stream;
    }

    /** The last entry; empty if there is none. */
    Optional<String> end(Jedis redis) {
        return redis.xrevrange(name, StreamEntryID.MAXIMUM_ID, StreamEntryID.MINIMUM_ID, 1).stream()
                .map(StreamEntry::getID)
                .map(StreamEntryID::toString)
                .findFirst();
    }

    /** Whether nothing that came after {@code position} can have been lost. */
    boolean holds(Jedis redis, String position) {
        try {
            StreamEntryID id = new StreamEntryID(position);
            return !redis.xrange(name, id, id, 1).isEmpty();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Waits for entries after {@code position}, hands them on, and returns the new position. */
    String readOn(Jedis redis, String position, int waitMillis) {
        XReadParams parameters = new XReadParams().count(MOST_AT_ONCE).block(waitMillis);
        List<Map.Entry<byte[], List<StreamEntryBinary>>> streams =
                redis.xreadBinary(parameters, Map.of(stream, new StreamEntryID(position)));
        String last = position;
        if (streams != null) {
            for (Map.Entry<byte[], List<StreamEntryBinary>> entries : streams) {
                for (StreamEntryBinary entry : entries.getValue()) {
                    last = entry.getID().toString();
                    handOn(entry.getFields().get(RedisBus.FIELD), last);
                }
            }
        }
        return last;
    }

    private void handOn(byte @Nullable [] value, String position) {
        Optional<PurgeMessage> message = PurgeMessage.decode(value);
        if (message.isEmpty()) {
            LOG.warn(
                    "The entry {} of the stream of purges cannot be understood: taking it for a purge of all",
                    position);
            missed(position);
        } else if (!message.get().sender().equals(sender)) {
            told(() -> handOn(message.get().content(), position), position);
        }
    }

    private void handOn(Content content, String position) {
        switch (content) {
            case PurgeMessage.Objects objects -> receiver.purged(objects.purge(), position);
            case PurgeMessage.Decisions decisions -> receiver.decisionsPurged(decisions.purge(), position);
            case PurgeMessage.Mark mark -> {}
        }
    }

    void missed(String position) {
        receiver.missed(position);
    }

    void listening(String position) {
        receiver.listening(position);
    }

    /** A purge that failed is as good as missed. If that fails, too, all is read once more. */
    private void told(Runnable call, String position) {
        try {
            call.run();
        } catch (Throwable e) {
            LOG.error("A purge that was heard of failed: taking it for a purge of all", e);
            missed(position);
        }
    }
}
