package dev.yatagarasu.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LifetimeTest {
    private static final Lifetime LIFETIME = new Lifetime(10_000, 60_000, 5_000, 10_000, 20_000);

    @Test
    void isFreshAt_beforeDuringAndAfter() {
        assertThat(LIFETIME.isFreshAt(10_000)).isTrue();
        assertThat(LIFETIME.isFreshAt(69_999)).isTrue();
        assertThat(LIFETIME.isFreshAt(70_000)).isFalse();
    }

    @Test
    void isFreshAt_clockSetBack_isStale() {
        assertThat(LIFETIME.isFreshAt(9_999)).isFalse();
        assertThat(LIFETIME.isUsableOnErrorAt(9_999)).isFalse();
    }

    @Test
    void isUsable_afterFreshness_forTheGraceOfEachKind() {
        assertThat(LIFETIME.isUsableWhileRevalidatingAt(79_999)).isTrue();
        assertThat(LIFETIME.isUsableWhileRevalidatingAt(80_000)).isFalse();
        assertThat(LIFETIME.isUsableOnErrorAt(89_999)).isTrue();
        assertThat(LIFETIME.isUsableOnErrorAt(90_000)).isFalse();
    }

    @Test
    void ageSecondsAt_countsTheAgeItCameWith() {
        assertThat(LIFETIME.ageSecondsAt(10_999)).isEqualTo(5);
        assertThat(LIFETIME.ageSecondsAt(71_000)).isEqualTo(66);
        assertThat(LIFETIME.ageSecondsAt(0)).isEqualTo(5);
    }

    @Test
    void staleAt_now_endsFreshnessAndKeepsTheGrace() {
        Lifetime stale = LIFETIME.staleAt(30_000);
        assertThat(stale.isFreshAt(30_000)).isFalse();
        assertThat(stale.isUsableWhileRevalidatingAt(39_999)).isTrue();
        assertThat(stale.isUsableOnErrorAt(50_000)).isFalse();
        assertThat(LIFETIME.staleAt(80_000)).isEqualTo(LIFETIME);
    }

    @Test
    void lifetime_negativeSpan_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lifetime(0, -1, 0, 0, 0));
    }
}
