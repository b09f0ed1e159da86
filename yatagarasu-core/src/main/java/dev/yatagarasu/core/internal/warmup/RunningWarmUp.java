package dev.yatagarasu.core.internal.warmup;

import dev.yatagarasu.core.internal.metrics.WarmUpMetrics;
import dev.yatagarasu.core.warmup.WarmUp;
import dev.yatagarasu.core.warmup.WarmUpJob;
import dev.yatagarasu.core.warmup.WarmUpProgress;
import dev.yatagarasu.core.warmup.WarmUpProgress.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A warm-up, as those see it who do its work. */
final class RunningWarmUp implements WarmUpJob {
    private static final int MOST_FAILURES = 10;

    private final String id;
    private final WarmUp warmUp;
    private final Clock clock;
    private final WarmUpMetrics metrics;
    private final Instant started;
    private final LongAdder found = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final List<WarmUpProgress.Failure> failures = new CopyOnWriteArrayList<>();
    /** Complete as soon as nothing more is to be begun. */
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Instant ended;

    private record Verdict(State state, Optional<String> reason) {}

    RunningWarmUp(String id, WarmUp warmUp, Clock clock, WarmUpMetrics metrics) {
        this.id = id;
        this.warmUp = warmUp;
        this.clock = clock;
        this.metrics = metrics;
        this.started = clock.instant();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public WarmUp warmUp() {
        return warmUp;
    }

    @Override
    public WarmUpProgress progress() {
        Verdict now = verdict.getNow(new Verdict(State.RUNNING, Optional.empty()));
        return new WarmUpProgress(
                now.state,
                now.reason,
                found.sum(),
                done.sum(),
                skipped.sum(),
                failed.sum(),
                bytes.sum(),
                failures,
                started,
                Optional.ofNullable(ended));
    }

    @Override
    public void cancel() {
        cancel("somebody cancelled it");
    }

    void cancel(String reason) {
        verdict.complete(new Verdict(State.CANCELLED, Optional.of(reason)));
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return over.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    void fail(String reason) {
        verdict.complete(new Verdict(State.FAILED, Optional.of(reason)));
    }

    boolean goesOn() {
        return !verdict.isDone();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Returns when {@code other} is complete, or as soon as the job has been stopped. */
    void awaitUnlessStopped(CompletableFuture<?> other) {
        CompletableFuture.anyOf(verdict, other).join();
    }

    /** Nothing is at work any more. */
    void end() {
        verdict.complete(new Verdict(State.DONE, Optional.empty()));
        ended = clock.instant();
        over.countDown();
    }

    void found(long objects) {
        found.add(objects);
    }

    void done() {
        done.increment();
        metrics.done();
    }

    void skipped() {
        skipped.increment();
        metrics.skipped();
    }

    void failed(String key, String message) {
        failed.increment();
        metrics.failed();
        if (failures.size() < MOST_FAILURES) {
            failures.add(new WarmUpProgress.Failure(key, message));
        }
    }

    void read(long more) {
        bytes.add(more);
        metrics.read(more);
    }
}
