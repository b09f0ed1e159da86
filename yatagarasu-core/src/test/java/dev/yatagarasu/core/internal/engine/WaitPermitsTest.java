package dev.yatagarasu.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.internal.engine.WaitPermits.Bounds;
import dev.yatagarasu.core.internal.engine.WaitPermits.Permit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitPermitsTest {
    private final WaitPermits permits = new WaitPermits();

    private int takeAll(String bucket, Bounds bounds) {
        int taken = 0;
        while (permits.take(bucket, bounds).isPresent()) {
            taken++;
        }
        return taken;
    }

    @Test
    void take_oneBucket_getsAll() {
        assertThat(takeAll("only", new Bounds(301, 1))).isEqualTo(301);
        assertThat(permits.taken()).isEqualTo(301);
    }

    @Test
    void take_bucketsHangOneAfterAnother_theLastStillGetsItsReserve() {
        Bounds bounds = new Bounds(300, 15);
        List<Integer> taken = new ArrayList<>();
        for (int bucket = 0; bucket < 15; bucket++) {
            assertThat(permits.hasRoom("b" + bucket, bounds)).isTrue();
            taken.add(takeAll("b" + bucket, bounds));
            assertThat(permits.hasRoom("b" + bucket, bounds)).isFalse();
        }
        assertThat(taken).startsWith(85, 48, 29).allMatch(some -> some >= 10);
        assertThat(permits.taken()).isLessThanOrEqualTo(300);
    }

    @Test
    void take_moreBucketsThanPermits_sharesAllOfThem() {
        Bounds bounds = new Bounds(10, 20);
        assertThat(takeAll("a", bounds)).isEqualTo(5);
        assertThat(permits.take("b", bounds)).contains(Permit.SHARED);
    }

    @Test
    void giveBack_afterTheBoundsHaveChanged_leavesNothingTaken() {
        List<Permit> held = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            held.add(permits.take("a", new Bounds(100, 2)).orElseThrow());
        }
        assertThat(takeAll("a", new Bounds(100, 10))).isZero();
        held.forEach(permit -> permits.giveBack("a", permit));

        assertThat(permits.taken()).isZero();
        assertThat(takeAll("b", new Bounds(100, 1))).isEqualTo(100);
    }

    @Test
    void giveBack_aPermit_isTakenAgain() {
        Bounds bounds = new Bounds(2, 1);
        Permit reserved = permits.take("a", bounds).orElseThrow();
        Permit shared = permits.take("a", bounds).orElseThrow();
        assertThat(List.of(reserved, shared)).containsExactly(Permit.RESERVED, Permit.SHARED);
        assertThat(permits.take("a", bounds)).isEmpty();

        permits.giveBack("a", reserved);
        assertThat(permits.take("a", bounds)).contains(Permit.RESERVED);
    }
}
