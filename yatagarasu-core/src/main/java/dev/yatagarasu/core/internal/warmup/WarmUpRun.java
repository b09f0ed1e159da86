package dev.yatagarasu.core.internal.warmup;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.http.CanonicalPath;
import dev.yatagarasu.core.internal.cache.BlockReader;
import dev.yatagarasu.core.internal.cache.CacheLookup;
import dev.yatagarasu.core.internal.cache.NeededBytes;
import dev.yatagarasu.core.internal.cache.NoRoomException;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.cache.ObjectChangedException;
import dev.yatagarasu.core.internal.cache.Origin;
import dev.yatagarasu.core.internal.cache.Resolved;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of one job: each object is read through the cache as a request for it would be, by a few threads that take
 * one after the other. It waits only between blocks and holds nothing while it does, so that clients who read the same
 * objects are never slowed down; and it waits for tiers that are slow to write, so that nothing is dropped on its account.
 */
final class WarmUpRun {
    private static final Logger log = LoggerFactory.getLogger(WarmUpRun.class);
    private static final NeededBytes WHOLE = new NeededBytes.Whole();
    /** An object that changes more often while it is read has failed. */
    private static final int ATTEMPTS = 3;
    /** Of the transfers that there may be at once, a warm-up takes so small a part. */
    private static final int SHARE_OF_TRANSFERS = 4;

    private static final long ROOM_MILLIS = 20;

    private final RunningWarmUp job;
    private final WarmUpTarget target;
    private final WarmUps.Setup setup;
    private final ObjectCache cache;
    private final Origin origin;
    private final WarmUpKeys keys;
    private final Pace requests;
    private final Pace bytes;
    private final AtomicLong unpaidBytes = new AtomicLong();
    private final AtomicInteger atWork = new AtomicInteger();

    private enum Result {
        DONE,
        SKIPPED,
        CHANGED
    }

    WarmUpRun(RunningWarmUp job, WarmUpTarget target, WarmUps.Setup setup) {
        this.job = job;
        this.target = target;
        this.setup = setup;
        this.cache = target.cache();
        this.origin = new WarmUpOrigin(target.origin(), cache.unseenLookups(), this::read);
        this.keys = new WarmUpKeys(job, target.storage());
        this.requests = new Pace(job.warmUp().requestsPerSecond(), setup.clock());
        this.bytes = new Pace(job.warmUp().bytesPerSecond(), setup.clock());
    }

    private void read(long more) {
        job.read(more);
        unpaidBytes.addAndGet(more);
    }

    /** Sets the threads to work; the last of them ends the job. */
    void start(Executor executor) {
        int threads = Math.clamp(
                cache.mostTransfers() / SHARE_OF_TRANSFERS, 1, job.warmUp().concurrency());
        atWork.set(threads);
        for (int i = 0; i < threads; i++) {
            try {
                executor.execute(this::work);
            } catch (RejectedExecutionException e) {
                job.cancel(WarmUps.CLOSED);
                leave();
            }
        }
    }

    private void work() {
        try {
            for (Optional<ListPage.Entry> next = next(); next.isPresent(); next = next()) {
                warm(next.get());
            }
        } catch (StorageException e) {
            job.fail("the objects cannot be listed: " + e.getMessage());
        } catch (RejectedExecutionException e) {
            job.cancel(WarmUps.CLOSED);
        } catch (RuntimeException | Error e) {
            log.error("warm-up {} of bucket {}", job.id(), job.warmUp().bucket(), e);
            job.fail("something went wrong here; see the log");
        } finally {
            leave();
        }
    }

    private void leave() {
        if (atWork.decrementAndGet() == 0) {
            target.release().run();
            job.end();
        }
    }

    private Optional<ListPage.Entry> next() {
        endIfRetired();
        return keys.next();
    }

    /** Whether there is more to do, for a bucket that is still in force. */
    private boolean goesOn() {
        endIfRetired();
        return job.goesOn();
    }

    private void endIfRetired() {
        if (origin.isRetired()) {
            job.cancel(WarmUps.RELOADED);
        }
    }

    private void warm(ListPage.Entry object) {
        String key = object.key();
        if (!canBeAskedFor(key) || object.size() > origin.config().cache().maxObjectSize()) {
            job.skipped();
            return;
        }
        pause(requests.take(1));
        pauseWhile(() -> !cache.hasRoomForMore());
        if (goesOn()) {
            readSafely(key);
        }
    }

    /** What no path leads to, no look-up will ever find. */
    private static boolean canBeAskedFor(String key) {
        return CanonicalPath.namesObject(key)
                && CanonicalPath.ofDecoded("/" + key).isPresent();
    }

    private void readSafely(String key) {
        try {
            read(key);
        } catch (StorageException | NoRoomException e) {
            if (goesOn()) {
                job.failed(key, String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            if (goesOn()) {
                job.failed(key, "its body broke off");
            }
        }
    }

    private void read(String key) throws IOException {
        CacheLookup lookup = new CacheLookup(ObjectKey.of(origin.config().cacheName(), key), WHOLE, origin);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Resolved resolved = cache.resolve(lookup);
            if (resolved instanceof Resolved.Missing) {
                job.failed(key, "there is no such object");
                return;
            }
            Result result = read(resolved);
            if (result != Result.CHANGED) {
                count(result);
                return;
            }
        }
        job.failed(key, "it keeps changing");
    }

    private void count(Result result) {
        if (result == Result.SKIPPED) {
            job.skipped();
        } else if (goesOn()) {
            job.done();
        }
    }

    private Result read(Resolved resolved) throws IOException {
        return switch (resolved) {
            case Resolved.Known known -> read(known);
            case Resolved.Pass pass -> cache.collect(pass) ? Result.DONE : Result.SKIPPED;
            case Resolved.Missing missing -> Result.SKIPPED;
        };
    }

    private Result read(Resolved.Known known) throws IOException {
        long size = known.object().head().size();
        if (size == 0 || known.object().head().content().isPresent()) {
            known.release();
            pauseForBytes();
            return Result.DONE;
        }
        try (BlockReader reader = cache.read(known, new ByteRange.Span(0, size - 1), origin)) {
            reader.prepare();
            for (long left = size; left > 0 && goesOn(); ) {
                left -= reader.next().remaining();
                pauseForBytes();
                pauseWhile(cache::isBehindWithWrites);
            }
            return Result.DONE;
        } catch (ObjectChangedException e) {
            cache.forget(known.object());
            return Result.CHANGED;
        }
    }

    private void pauseWhile(BooleanSupplier busy) {
        while (goesOn() && busy.getAsBoolean()) {
            pause(ROOM_MILLIS);
        }
    }

    private void pauseForBytes() {
        pause(bytes.take(unpaidBytes.getAndSet(0)));
    }

    private void pause(long millis) {
        if (millis > 0) {
            CompletableFuture<Boolean> rested = new CompletableFuture<>();
            Runnable wakeUp = () -> rested.complete(true);
            ScheduledFuture<?> timer = setup.scheduler().schedule(wakeUp, millis, TimeUnit.MILLISECONDS);
            job.awaitUnlessStopped(rested);
            timer.cancel(false);
        }
    }
}
