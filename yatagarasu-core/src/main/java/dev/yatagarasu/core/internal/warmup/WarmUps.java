package dev.yatagarasu.core.internal.warmup;

import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.metrics.WarmUpMetrics;
import dev.yatagarasu.core.warmup.TooManyWarmUpsException;
import dev.yatagarasu.core.warmup.WarmUp;
import dev.yatagarasu.core.warmup.WarmUpJob;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** All warm-ups at work, and those that ended last. Bounded; safe from any thread. */
public final class WarmUps implements AutoCloseable {
    /** Why jobs end with the engine. */
    static final String CLOSED = "the engine is being closed";
    /** Why jobs end with the configuration that they were started under. */
    static final String RELOADED = "the configuration was reloaded: start it again";

    private static final int MOST_AT_WORK = 8;
    private static final int MOST_REMEMBERED = 100;

    private final Setup setup;
    private final Deque<Entry> jobs = new ArrayDeque<>();
    private long started;
    private boolean closed;

    private record Entry(RunningWarmUp job, WarmUpTarget target) {}

    /**
     * What warm-ups are made with.
     *
     * @param clock measures rates
     * @param executor runs what blocks
     * @param scheduler ends pauses
     * @param metrics where to count
     */
    public record Setup(Clock clock, Executor executor, ScheduledExecutorService scheduler, EngineMetrics metrics) {}

    /** No job yet. */
    public WarmUps(Setup setup) {
        this.setup = setup;
    }

    /**
     * Starts a job, which owns {@code target} from now on. Does not wait for any of it.
     *
     * @throws TooManyWarmUpsException if {@value #MOST_AT_WORK} are at work already
     * @throws IllegalStateException if the engine is closed
     */
    public WarmUpJob start(WarmUp warmUp, WarmUpTarget target) {
        RunningWarmUp job;
        try {
            job = add(warmUp, target);
        } catch (IllegalStateException e) {
            target.release().run();
            throw e;
        }
        new WarmUpRun(job, target, setup).start(setup.executor());
        return job;
    }

    private synchronized RunningWarmUp add(WarmUp warmUp, WarmUpTarget target) {
        if (closed) {
            throw new IllegalStateException(CLOSED);
        }
        if (atWork() >= MOST_AT_WORK) {
            throw new TooManyWarmUpsException(MOST_AT_WORK);
        }
        WarmUpMetrics metrics = WarmUpMetrics.register(setup.metrics(), warmUp.bucket());
        RunningWarmUp job = new RunningWarmUp(Long.toString(++started), warmUp, setup.clock(), metrics);
        jobs.addLast(new Entry(job, target));
        while (jobs.size() > MOST_REMEMBERED) {
            forgetOldest();
        }
        return job;
    }

    private void forgetOldest() {
        jobs.stream().filter(entry -> entry.job.isOver()).findFirst().ifPresent(jobs::remove);
    }

    /** How many jobs are at work. */
    public synchronized int atWork() {
        return (int) jobs.stream().filter(entry -> !entry.job.isOver()).count();
    }

    /** The jobs, the one started last first: all that are at work, and some that have ended. */
    public synchronized List<WarmUpJob> all() {
        return jobs.reversed().stream().<WarmUpJob>map(Entry::job).toList();
    }

    /** The job of that id, if it is remembered. */
    public synchronized Optional<WarmUpJob> find(String id) {
        return jobs.stream()
                .<WarmUpJob>map(Entry::job)
                .filter(job -> job.id().equals(id))
                .findFirst();
    }

    /** Ends the jobs of buckets that are not in force any more. Does not wait. */
    public synchronized void endRetired() {
        jobs.stream().filter(entry -> entry.target.origin().isRetired()).forEach(entry -> entry.job.cancel(RELOADED));
    }

    /** Ends all jobs; no more can be started. Does not wait. */
    @Override
    public synchronized void close() {
        closed = true;
        jobs.forEach(entry -> entry.job.cancel(CLOSED));
    }
}
