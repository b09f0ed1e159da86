package dev.yatagarasu.core.internal.resilience;

import dev.yatagarasu.core.report.BreakerState;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Keeps calls from a service that fails. So many failures in a row open it; after a while it is half-open and lets one call at
 * a time through; so many good ones close it, and one that fails opens it again, for longer. Safe from any thread.
 *
 * <p>Each call {@linkplain #enter enters} and, if it got a permit, ends with exactly one of {@link #succeeded}, {@link
 * #failed} and {@link #released}. What a call says that entered before the last change of state is of no account.
 */
public final class CircuitBreaker {
    /** What {@link #enter} gives where a call may not be made. */
    public static final long REFUSED = -1;

    /** How long to wait for a half-open breaker whose only permit is in use. */
    private static final long BUSY_MILLIS = 1_000;

    private final Settings settings;
    private final Clock clock;
    private final DoubleSupplier random;
    private final Consumer<BreakerState> turned;

    private volatile BreakerState state = BreakerState.CLOSED;
    /** Grows with each change of state; a permit is the one it was given in. */
    private volatile long generation;

    private volatile int failures;
    private int successes;
    private int timesOpened;
    private long openedAt;
    private long openMillis;
    private boolean busy;

    /**
     * When a breaker turns.
     *
     * @param failureThreshold how many failures in a row open it; {@link Integer#MAX_VALUE} for one that stays closed
     * @param successThreshold how many good calls close it
     * @param timeout how long it is open the first time; the second time twice as long, and so on
     * @param longest the longest time that it is open, give or take a tenth
     */
    public record Settings(int failureThreshold, int successThreshold, Duration timeout, Duration longest) {
        /** One that never opens. */
        public static Settings never() {
            return new Settings(Integer.MAX_VALUE, 1, Duration.ofSeconds(1), Duration.ofSeconds(1));
        }
    }

    /**
     * A closed one.
     *
     * @param random numbers from 0 up to 1, so that many instances do not come back at once
     * @param turned is told each change of state, on the thread of the call that brings it about; must not block
     */
    public CircuitBreaker(Settings settings, Clock clock, DoubleSupplier random, Consumer<BreakerState> turned) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.turned = turned;
    }

    /** A permit for one call, or {@link #REFUSED}. */
    public long enter() {
        long permit = generation;
        return state == BreakerState.CLOSED ? permit : enterAfterFailures();
    }

    private long enterAfterFailures() {
        if (halfOpenIfDue()) {
            turned.accept(BreakerState.HALF_OPEN);
        }
        return permit();
    }

    private synchronized boolean halfOpenIfDue() {
        return millisLeft() == 0 && halfOpen();
    }

    /** Taken after the change of state was told: if that throws, no permit is lost. */
    private synchronized long permit() {
        if (state == BreakerState.OPEN || (state == BreakerState.HALF_OPEN && busy)) {
            return REFUSED;
        }
        busy = state == BreakerState.HALF_OPEN;
        return generation;
    }

    /** The service gave a good answer. */
    public void succeeded(long permit) {
        if (state == BreakerState.CLOSED && failures == 0) {
            return;
        }
        if (countSuccess(permit)) {
            turned.accept(BreakerState.CLOSED);
        }
    }

    private synchronized boolean countSuccess(long permit) {
        if (permit != generation) {
            return false;
        }
        failures = 0;
        busy = false;
        if (state != BreakerState.HALF_OPEN || ++successes < settings.successThreshold) {
            return false;
        }
        timesOpened = 0;
        turn(BreakerState.CLOSED);
        return true;
    }

    /** The service failed. */
    public void failed(long permit) {
        if (countFailure(permit)) {
            turned.accept(BreakerState.OPEN);
        }
    }

    private synchronized boolean countFailure(long permit) {
        if (permit != generation) {
            return false;
        }
        busy = false;
        if (state == BreakerState.CLOSED && ++failures < settings.failureThreshold) {
            return false;
        }
        timesOpened++;
        openedAt = clock.millis();
        openMillis = openTime();
        turn(BreakerState.OPEN);
        return true;
    }

    private long openTime() {
        double longest = settings.longest.toMillis();
        double wanted = Math.min(longest, (double) settings.timeout.toMillis() * timesOpened);
        return Math.max(1, Math.round(wanted * (0.9 + 0.2 * random.getAsDouble())));
    }

    /** The call says nothing about the service: it was given up, for example. */
    public synchronized void released(long permit) {
        if (permit == generation) {
            busy = false;
        }
    }

    /** A look at the service beside all calls found that it answers: need not be left alone any longer. */
    public void probed() {
        if (state == BreakerState.OPEN && halfOpen()) {
            turned.accept(BreakerState.HALF_OPEN);
        }
    }

    private synchronized boolean halfOpen() {
        if (state != BreakerState.OPEN) {
            return false;
        }
        turn(BreakerState.HALF_OPEN);
        return true;
    }

    private synchronized void turn(BreakerState next) {
        state = next;
        generation++;
        failures = 0;
        successes = 0;
        busy = false;
    }

    /** What it lets through. An open one whose time is over is open until the next call enters. */
    public BreakerState state() {
        return state;
    }

    /** How long until a call may be let through; nothing if one may now. */
    public synchronized Duration untilNextCall() {
        return switch (state) {
            case CLOSED -> Duration.ZERO;
            case OPEN -> Duration.ofMillis(millisLeft());
            case HALF_OPEN -> busy ? Duration.ofMillis(BUSY_MILLIS) : Duration.ZERO;
        };
    }

    /** A clock that was set back ends the wait. */
    private long millisLeft() {
        long elapsed = clock.millis() - openedAt;
        return elapsed < 0 || elapsed >= openMillis ? 0 : openMillis - elapsed;
    }
}
