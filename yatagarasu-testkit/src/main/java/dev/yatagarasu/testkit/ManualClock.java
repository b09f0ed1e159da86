package dev.yatagarasu.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock in UTC that stands still until a test moves it. Safe from any thread. */
public final class ManualClock extends Clock {
    private final AtomicReference<Instant> now;

    /** Starts at {@code now}. */
    public ManualClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /** Moves to {@code instant}, forwards or backwards. */
    public void set(Instant instant) {
        now.set(instant);
    }

    /** Moves on by {@code step}. */
    public void advance(Duration step) {
        now.updateAndGet(before -> before.plus(step));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** This clock, whatever the zone: what is under test must not depend on one. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
