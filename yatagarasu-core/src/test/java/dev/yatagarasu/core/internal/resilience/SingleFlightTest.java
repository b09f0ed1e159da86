package dev.yatagarasu.core.internal.resilience;

import static dev.yatagarasu.core.internal.cache.CacheFixture.KEY;
import static dev.yatagarasu.core.internal.cache.CacheFixture.waiting;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final int CALLERS = 100;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SingleFlight<ObjectKey, String> flights = new SingleFlight<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        threads.shutdownNow();
    }

    /** Work that waits to be released, and then does {@code then}. */
    private Supplier<String> held(Supplier<String> then) {
        return () -> {
            calls.incrementAndGet();
            working.countDown();
            await(released);
            return then.get();
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<Future<SingleFlight.Landed<String>>> fly(int callers, Supplier<String> work) {
        CountDownLatch started = new CountDownLatch(callers);
        List<Future<SingleFlight.Landed<String>>> flying = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            flying.add(threads.submit(() -> {
                started.countDown();
                return flights.fly(KEY, work);
            }));
        }
        await(started);
        return flying;
    }

    @Test
    void fly_hundredCallersAtOnce_callOnce() throws Exception {
        var flying = fly(CALLERS, held(() -> "done"));
        await(working);
        released.countDown();

        int leaders = 0;
        for (var caller : flying) {
            SingleFlight.Landed<String> landed = caller.get(10, SECONDS);
            assertThat(landed.value()).isEqualTo("done");
            leaders += landed.led() ? 1 : 0;
        }
        assertThat(leaders).isEqualTo(calls.get());
        assertThat(calls.get()).isLessThan(CALLERS / 10);
    }

    @Test
    void fly_whileOneIsUnderWay_everybodyJoins() throws Exception {
        var leader = fly(1, held(() -> "leader's"));
        await(working);
        var follower = waiting(() -> flights.fly(KEY, () -> "follower's"));
        released.countDown();

        assertThat(leader.getFirst().get(10, SECONDS)).isEqualTo(new SingleFlight.Landed<>("leader's", true));
        assertThat(follower.get(10, SECONDS)).isEqualTo(new SingleFlight.Landed<>("leader's", false));
    }

    @Test
    void fly_otherKeys_doNotWait() {
        fly(1, held(() -> "slow"));
        await(working);

        assertThat(flights.fly(ObjectKey.of("bucket", "other"), () -> "fast").value())
                .isEqualTo("fast");
        assertThat(flights.fly(ObjectKey.of("bucket2", KEY.key()), () -> "fast").value())
                .isEqualTo("fast");
    }

    @Test
    void fly_failure_isThrownToEverybodyAndForgotten() throws Exception {
        IllegalStateException failure = new IllegalStateException("no");
        var leader = fly(1, held(() -> {
            throw failure;
        }));
        await(working);
        var follower = waiting(() -> flights.fly(KEY, () -> "follower's"));
        released.countDown();

        assertThatThrownBy(() -> leader.getFirst().get(10, SECONDS)).hasCause(failure);
        assertThatThrownBy(() -> follower.get(10, SECONDS)).hasCause(failure);
        assertThat(flights.fly(KEY, () -> "next").value()).isEqualTo("next");
    }

    @Test
    void fly_leaderInterrupted_failsAloneAndAFollowerLeads() throws Exception {
        CompletableFuture<Throwable> failed = new CompletableFuture<>();
        Thread leader = Thread.ofVirtual()
                .start(() -> failed.complete(catchThrowable(() -> flights.fly(KEY, held(() -> "leader's")))));
        await(working);
        var follower = waiting(() -> flights.fly(KEY, () -> "follower's"));
        leader.interrupt();

        assertThat(failed.get(10, SECONDS)).hasMessage("interrupted");
        assertThat(follower.get(10, SECONDS)).isEqualTo(new SingleFlight.Landed<>("follower's", true));
    }

    @Test
    void forget_flightUnderWay_isJoinedByNobodyAnyMore() throws Exception {
        var leader = fly(1, held(() -> "old"));
        await(working);

        flights.forget(Purge.key("bucket", "another")::mayMatch);
        flights.forget(Purge.prefix("bucket", "a/")::mayMatch);

        assertThat(flights.fly(KEY, () -> "new")).isEqualTo(new SingleFlight.Landed<>("new", true));
        released.countDown();
        assertThat(leader.getFirst().get(10, SECONDS).value()).isEqualTo("old");
    }

    @Test
    void fly_forgottenLeaderEnds_leavesTheNextFlightAlone() throws Exception {
        var old = fly(1, held(() -> "old"));
        await(working);
        flights.forget(Purge.bucket("bucket")::mayMatch);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Future<SingleFlight.Landed<String>> next = threads.submit(() -> flights.fly(KEY, () -> {
            begun.countDown();
            await(end);
            return "next";
        }));
        await(begun);
        released.countDown();
        old.getFirst().get(10, SECONDS);
        var late = waiting(() -> flights.fly(KEY, () -> "late"));
        end.countDown();

        assertThat(next.get(10, SECONDS).value()).isEqualTo("next");
        assertThat(late.get(10, SECONDS).value()).isEqualTo("next");
    }
}
