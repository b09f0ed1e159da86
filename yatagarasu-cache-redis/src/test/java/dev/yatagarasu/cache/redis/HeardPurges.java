package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.Purge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Notes what a bus tells. */
final class HeardPurges implements InvalidationBus.Receiver {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile String position = "";

    @Override
    public void purged(Purge purge, String newPosition) {
        position = newPosition;
        heard.add(purge.toString());
    }

    @Override
    public void decisionsPurged(DecisionPurge purge, String newPosition) {
        position = newPosition;
        heard.add(purge.toString());
    }

    @Override
    public void missed(String newPosition) {
        position = newPosition;
        heard.add("missed");
    }

    /** The position told last. */
    String position() {
        return position;
    }

    /** The next thing heard; waits for it. */
    String next() {
        try {
            String next = heard.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was heard in half a minute");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What else has been heard, after waiting for more. */
    List<String> more(Duration wait) throws InterruptedException {
        List<String> all = new ArrayList<>();
        String next = heard.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        while (next != null) {
            all.add(next);
            next = heard.poll();
        }
        return all;
    }
}
