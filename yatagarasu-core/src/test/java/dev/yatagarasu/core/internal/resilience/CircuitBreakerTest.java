package dev.yatagarasu.core.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.core.report.BreakerState;
import dev.yatagarasu.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final CircuitBreaker.Settings SETTINGS =
            new CircuitBreaker.Settings(3, 2, Duration.ofSeconds(30), Duration.ofMinutes(5));

    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final List<BreakerState> turns = new ArrayList<>();
    /** Half of the spread: times are as configured. */
    private double random = 0.5;

    private final CircuitBreaker breaker = new CircuitBreaker(SETTINGS, clock, () -> random, turns::add);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(breaker.enter());
        }
    }

    private boolean isRefused() {
        return breaker.enter() == CircuitBreaker.REFUSED;
    }

    @Test
    void failed_asOftenInARowAsAllowed_opens() {
        fail(2);
        breaker.succeeded(breaker.enter());
        fail(2);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        fail(1);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(isRefused()).isTrue();
        assertThat(breaker.untilNextCall()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void enter_timeIsOver_letsOneThroughAtATime() {
        fail(3);
        clock.advance(Duration.ofSeconds(30));

        long permit = breaker.enter();
        assertThat(permit).isNotEqualTo(CircuitBreaker.REFUSED);
        assertThat(isRefused()).isTrue();
        breaker.released(permit);
        assertThat(isRefused()).as("the permit came back").isFalse();
    }

    @Test
    void enter_whoIsToldThrows_losesNoPermit() {
        CircuitBreaker failing = new CircuitBreaker(SETTINGS, clock, () -> random, state -> {
            if (state == BreakerState.HALF_OPEN) {
                throw new NoClassDefFoundError("a listener");
            }
        });
        for (int i = 0; i < 3; i++) {
            failing.failed(failing.enter());
        }
        clock.advance(Duration.ofSeconds(30));

        assertThatThrownBy(failing::enter).isInstanceOf(NoClassDefFoundError.class);
        assertThat(failing.enter()).isNotEqualTo(CircuitBreaker.REFUSED);
    }

    @Test
    void succeeded_asOftenAsWanted_closes() {
        fail(3);
        clock.advance(Duration.ofSeconds(30));
        breaker.succeeded(breaker.enter());
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.succeeded(breaker.enter());

        assertThat(turns).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }

    @Test
    void failed_halfOpen_opensForLongerEachTimeUpToTheLongest() {
        fail(3);
        for (int times = 2; times < 15; times++) {
            clock.advance(breaker.untilNextCall());
            fail(1);
            assertThat(breaker.untilNextCall()).isEqualTo(Duration.ofSeconds(Math.min(300, 30L * times)));
        }
    }

    @Test
    void untilNextCall_otherNumbers_differByATenth() {
        random = 0;
        fail(3);
        assertThat(breaker.untilNextCall()).isEqualTo(Duration.ofSeconds(27));
    }

    @Test
    void ended_callOfAStateBefore_isOfNoAccount() {
        long early = breaker.enter();
        fail(3);
        clock.advance(Duration.ofSeconds(30));
        long probing = breaker.enter();

        breaker.succeeded(early);
        breaker.failed(early);
        breaker.released(early);

        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(isRefused()).as("the permit is in use").isTrue();
        breaker.succeeded(probing);
    }

    @Test
    void probed_open_isHalfOpenEarly() {
        fail(3);
        breaker.probed();
        assertThat(isRefused()).isFalse();
    }

    @Test
    void enter_clockIsSetBack_waitsNoLonger() {
        clock.set(Instant.EPOCH.plus(Duration.ofDays(1)));
        fail(3);
        clock.set(Instant.EPOCH);
        assertThat(isRefused()).isFalse();
    }

    enum Step {
        SUCCESS,
        FAILURE,
        RELEASE,
        PROBE,
        WAIT
    }

    /** What the rules say, written down without regard to threads. */
    private static final class Model {
        private BreakerState state = BreakerState.CLOSED;
        private int inARow;
        private int opened;
        private long left;

        void take(Step step) {
            switch (step) {
                case WAIT -> left = Math.max(0, left - 20);
                case PROBE -> halfOpenIf(state == BreakerState.OPEN);
                default -> call(step);
            }
        }

        private void halfOpenIf(boolean now) {
            if (now) {
                state = BreakerState.HALF_OPEN;
                inARow = 0;
            }
        }

        private void call(Step step) {
            halfOpenIf(state == BreakerState.OPEN && left == 0);
            if (state == BreakerState.OPEN || step == Step.RELEASE) {
                return;
            }
            boolean wanted = (step == Step.FAILURE) == (state == BreakerState.CLOSED);
            inARow = wanted ? inARow + 1 : 0;
            if (state == BreakerState.HALF_OPEN && step == Step.FAILURE) {
                open();
            } else if (state == BreakerState.CLOSED && inARow == 3) {
                open();
            } else if (state == BreakerState.HALF_OPEN && inARow == 2) {
                state = BreakerState.CLOSED;
                inARow = 0;
                opened = 0;
            }
        }

        private void open() {
            opened++;
            state = BreakerState.OPEN;
            inARow = 0;
            left = Math.min(300, 30L * opened);
        }
    }

    @Test
    void steps_inAnyOrder_leadWhereTheRulesSay() {
        for (int seed = 0; seed < 3000; seed++) {
            Random steps = new Random(seed);
            ManualClock time = new ManualClock(Instant.EPOCH);
            CircuitBreaker tested = new CircuitBreaker(SETTINGS, time, () -> 0.5, state -> {});
            Model model = new Model();
            for (int i = 0; i < 60; i++) {
                Step step = Step.values()[steps.nextInt(Step.values().length)];
                model.take(step);
                take(step, tested, time);
                assertThat(tested.state()).as("seed %d, step %d", seed, i).isEqualTo(model.state);
            }
        }
    }

    private static void take(Step step, CircuitBreaker tested, ManualClock time) {
        switch (step) {
            case WAIT -> time.advance(Duration.ofSeconds(20));
            case PROBE -> tested.probed();
            case SUCCESS -> tested.succeeded(tested.enter());
            case FAILURE -> tested.failed(tested.enter());
            case RELEASE -> tested.released(tested.enter());
        }
    }
}
