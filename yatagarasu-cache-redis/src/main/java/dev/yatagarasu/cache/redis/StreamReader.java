package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.YatagarasuException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Reads the stream on a connection of its own until it is closed, and connects again as often as it takes. */
final class StreamReader implements Runnable {
    /** How long one read waits at most; also how soon a stream that was made anew is noticed. */
    static final int WAIT_MILLIS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final long LONGEST_CLOSE_MILLIS = 1000;

    private final RedisLink link;
    private final Subscription subscription;
    private final Runnable mark;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile boolean up;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Thread runner;

    /** Where it has come to; only its own thread looks at what follows. */
    private @Nullable String position;

    private boolean failedBefore;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /**
     * Prepares the reading.
     *
     * @param after where to go on
     * @param mark makes sure that the stream has an entry
     */
    StreamReader(RedisLink link, Subscription subscription, Optional<String> after, Runnable mark) {
        this.link = link;
        this.subscription = subscription;
        this.position = after.orElse(null);
        this.mark = mark;
    }

    boolean isUp() {
        return up;
    }

    @Override
    public void run() {
        runner = Thread.currentThread();
        try {
            while (!isClosed()) {
                listen();
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            up = false;
            ended.countDown();
        }
    }

    private void pause() throws InterruptedException {
        if (!closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        }
    }

    /** Reads until the connection breaks or this is closed. */
    private void listen() {
        try (Jedis redis = new Jedis(link.borrow(subscription.stream()))) {
            connection = redis.getConnection();
            try {
                readAll(redis);
            } finally {
                connection = null;
                redis.getConnection().setBroken();
            }
        } catch (JedisException e) {
            broken(link.failed(e));
        } catch (Throwable e) {
            broken(e);
        }
    }

    /** Looks after each read whether the place it read from is still there: then nothing was lost before what it gave. */
    private void readAll(Jedis redis) {
        String reached = begin(redis);
        position = reached;
        subscription.listening(reached);
        connected();
        while (!isClosed()) {
            String next = subscription.readOn(redis, reached, WAIT_MILLIS);
            position = next;
            reached = subscription.holds(redis, reached) ? next : goToEnd(redis);
        }
    }

    /** The position to read on from. What came before the first connection may have been lost if that took a while. */
    private String begin(Jedis redis) {
        String reached = position;
        if (reached != null && subscription.holds(redis, reached)) {
            return reached;
        }
        return reached == null && !failedBefore ? end(redis) : goToEnd(redis);
    }

    private String goToEnd(Jedis redis) {
        String end = end(redis);
        position = end;
        subscription.missed(end);
        return end;
    }

    private String end(Jedis redis) {
        return subscription.end(redis).orElseGet(() -> {
            mark.run();
            return subscription.end(redis).orElseThrow(() -> new JedisException("the stream of purges stays empty"));
        });
    }

    private void connected() {
        if (failedBefore) {
            LOG.info("Listening to purges again, from {}", position);
        }
        failedBefore = false;
        up = true;
        pauseMillis = FIRST_PAUSE_MILLIS;
    }

    private void broken(Throwable e) {
        up = false;
        if (!isClosed() && !failedBefore) {
            LOG.warn("Cannot listen to purges, trying again: {}", reason(e));
        }
        failedBefore = true;
    }

    private static String reason(Throwable e) {
        return e instanceof YatagarasuException ? String.valueOf(e.getMessage()) : e.toString();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends the reading, and waits a second at most for it. */
    void close() {
        closed.countDown();
        Connection open = connection;
        if (open != null) {
            disconnect(open);
        }
        Thread reading = runner;
        if (reading == null || reading.equals(Thread.currentThread())) {
            return;
        }
        try {
            if (!ended.await(LONGEST_CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Listening to purges goes on while a receiver is busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void disconnect(Connection open) {
        try {
            open.forceDisconnect();
        } catch (IOException e) {
            LOG.debug("A connection to Redis did not close well", e);
        }
    }
}
