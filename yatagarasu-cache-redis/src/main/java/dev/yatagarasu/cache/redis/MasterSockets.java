package dev.yatagarasu.cache.redis;

import dev.yatagarasu.cache.redis.RedisConfig.Sentinels;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connects to whatever server the sentinels say is the master. They are asked for every new connection, beginning with the
 * one that knew last, so that nothing has to be told of a failover.
 */
final class MasterSockets implements JedisSocketFactory {
    private final Sentinels sentinels;
    private final JedisClientConfig asking;
    private final JedisClientConfig settings;
    private volatile int lastThatKnew;

    /**
     * Makes sockets.
     *
     * @param asking how to talk to sentinels
     * @param settings how to talk to the master
     */
    MasterSockets(Sentinels sentinels, JedisClientConfig asking, JedisClientConfig settings) {
        this.sentinels = sentinels;
        this.asking = asking;
        this.settings = settings;
    }

    @Override
    public Socket createSocket() {
        return new DefaultJedisSocketFactory(master(), settings).createSocket();
    }

    private HostAndPort master() {
        @Nullable JedisException last = null;
        int first = lastThatKnew;
        int count = sentinels.nodes().size();
        for (int i = 0; i < count; i++) {
            int number = (first + i) % count;
            try {
                Optional<HostAndPort> master = ask(number);
                if (master.isPresent()) {
                    lastThatKnew = number;
                    return master.get();
                }
            } catch (JedisException e) {
                last = e;
            }
        }
        String why = last == null ? "none of them watches it" : String.valueOf(last.getMessage());
        throw new JedisConnectionException("no sentinel names the master: " + why, last);
    }

    private Optional<HostAndPort> ask(int number) {
        HostAndPort sentinel = RedisClients.hostAndPort(sentinels.nodes().get(number));
        try (Jedis jedis = new Jedis(sentinel, asking)) {
            List<String> answer = jedis.sentinelGetMasterAddrByName(sentinels.master());
            return answer == null || answer.size() != 2
                    ? Optional.empty()
                    : Optional.of(new HostAndPort(answer.get(0), Integer.parseInt(answer.get(1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
