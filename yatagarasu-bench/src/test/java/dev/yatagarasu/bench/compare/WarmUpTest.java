package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static int loads(int most, List<Double> rates) throws Exception {
        Deque<Double> left = new ArrayDeque<>(rates);
        WarmUp.of(most, left::remove);
        return rates.size() - left.size();
    }

    @Test
    void of_twoLoadsInARowNoFaster_ends() throws Exception {
        assertThat(loads(9, List.of(10.0, 20.0, 19.0, 20.1, 30.0))).isEqualTo(4);
    }

    @Test
    void of_oneLoadNoFaster_goesOn() throws Exception {
        assertThat(loads(9, List.of(10.0, 9.0, 20.0, 19.0, 30.0, 30.0, 30.0, 40.0)))
                .isEqualTo(7);
    }

    @Test
    void of_everFaster_endsAtTheMost() throws Exception {
        assertThat(loads(3, List.of(1.0, 2.0, 3.0, 4.0))).isEqualTo(3);
    }
}
