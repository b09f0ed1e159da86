package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.YatagarasuException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.util.Pool;

/**
 * The way to Redis: connections that are opened when they are needed, as often as it takes, and failures told in one kind
 * of exception. Safe from any thread.
 */
final class RedisLink implements AutoCloseable {
    private final RedisClients clients;
    private final Duration patience;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile RedisClients.@Nullable Client client;
    private volatile boolean closed;

    private RedisLink(RedisClients clients, Duration patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /** For commands that are answered at once. */
    static RedisLink forCommands(RedisConfig config) {
        return new RedisLink(new RedisClients(config, config.maxConnections(), 0), config.timeout());
    }

    /** For a few connections on which calls wait up to {@code waitMillis}. */
    static RedisLink forWaiting(RedisConfig config, int connections, int waitMillis) {
        return new RedisLink(new RedisClients(config, connections, waitMillis), config.timeout());
    }

    /** Runs a command wherever its key lies. */
    <T> T call(Function<UnifiedJedis, T> command) {
        try {
            return command.apply(open().jedis());
        } catch (JedisException e) {
            throw failed(e);
        } catch (Error e) {
            throw halfRead(e);
        }
    }

    /** The same for a command that only reads: what is not there, or of another type than ours, is nothing. */
    <T> Optional<T> read(Function<UnifiedJedis, @Nullable T> command) {
        try {
            return Optional.ofNullable(command.apply(open().jedis()));
        } catch (JedisDataException e) {
            if (isForeign(e)) {
                return Optional.empty();
            }
            throw failed(e);
        } catch (JedisException e) {
            throw failed(e);
        } catch (Error e) {
            throw halfRead(e);
        }
    }

    /** Runs several commands on the node that holds a key. */
    <T> T onNodeOf(byte[] key, Function<Jedis, T> commands) {
        try {
            return on(borrow(key), commands);
        } catch (JedisException e) {
            throw failed(e);
        } catch (Error e) {
            throw halfRead(e);
        }
    }

    /** Runs several commands on each node that keys are written to. */
    <T> List<T> onEachPrimary(Function<Jedis, T> commands) {
        try {
            List<T> results = new ArrayList<>();
            for (Pool<Connection> pool : open().primaries()) {
                results.add(on(pool.getResource(), commands));
            }
            return results;
        } catch (JedisException e) {
            throw failed(e);
        } catch (Error e) {
            throw halfRead(e);
        }
    }

    private static <T> T on(Connection connection, Function<Jedis, T> commands) {
        try (Jedis jedis = new Jedis(connection)) {
            return commands.apply(jedis);
        }
    }

    /** A connection to the node that holds {@code key}; closing it gives it back. Throws what Jedis throws. */
    Connection borrow(byte[] key) {
        return open().provider().getConnection(new CommandArguments(Protocol.Command.GET).key(key));
    }

    private RedisClients.Client open() {
        RedisClients.Client opened = client;
        if (opened != null) {
            return opened;
        }
        if (!isMyTurn()) {
            throw new JedisConnectionException("another thread is still looking for it");
        }
        try {
            return openLocked();
        } finally {
            opening.unlock();
        }
    }

    private boolean isMyTurn() {
        try {
            return opening.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private RedisClients.Client openLocked() {
        RedisClients.Client opened = client;
        if (closed) {
            throw new JedisConnectionException("the connections have been closed");
        }
        if (opened == null) {
            opened = clients.open();
            client = opened;
        }
        return opened;
    }

    /** Turns a failure into what callers know, and sees to it that the next call does not fail for the same reason. */
    YatagarasuException failed(JedisException e) {
        RedisClients.Client opened = client;
        if (opened != null && mayHaveMoved(e) && !closed) {
            opened.forgetConnections();
        }
        return new YatagarasuException("Redis at " + clients.where() + " cannot be used: " + reason(e), e);
    }

    /** Whatever broke off between command and answer has left the answer on a connection, where the next command would read it. */
    private Error halfRead(Error e) {
        RedisClients.Client opened = client;
        if (opened != null && !closed) {
            opened.forgetConnections();
        }
        return e;
    }

    /** What Jedis says, and what was behind it. A failure may be behind itself: each is looked at once. */
    static String reason(JedisException e) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable last = e;
        for (Throwable next = e; next != null && seen.add(next); next = behind(next)) {
            last = next;
        }
        return last.equals(e) ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + last.getMessage() + ")";
    }

    private static @Nullable Throwable behind(Throwable failure) {
        Throwable[] suppressed = failure.getSuppressed();
        return failure.getCause() == null && suppressed.length > 0 ? suppressed[0] : failure.getCause();
    }

    /** Whether another connection, perhaps to another server, may do better. */
    private static boolean mayHaveMoved(JedisException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof JedisConnectionException
                || e instanceof JedisRedirectionException
                || e instanceof JedisClusterOperationException
                || message.startsWith("READONLY")
                || message.contains("-READONLY");
    }

    /** Whether there is a value of a type that nothing of ours has. */
    static boolean isForeign(JedisDataException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("WRONGTYPE") || message.contains("WRONGTYPE Operation");
    }

    /** Ends all connections; what is called afterwards fails. */
    @Override
    public void close() {
        closed = true;
        opening.lock();
        try {
            RedisClients.Client opened = client;
            if (opened != null) {
                opened.jedis().close();
            }
        } finally {
            opening.unlock();
        }
    }
}
