package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** Somebody looks while storage is asked, and nobody when it is not. */
class ReadDeadlinesTest {
    private static final Timeout SHORT = Timeout.ofMilliseconds(40);

    private final ReadDeadlines deadlines = new ReadDeadlines(new S3Timeouts(SHORT, SHORT, SHORT));

    @Test
    void watch_noExchange_isNone() {
        assertThat(deadlines.isWatching()).isFalse();
    }

    @Test
    void watch_lastExchangeOver_endsAndBeginsAgainWithTheNext() {
        deadlines.begin();
        deadlines.begin();
        deadlines.end();
        assertThat(deadlines.isWatching()).isTrue();
        deadlines.end();
        awaitRest();
        deadlines.begin();
        assertThat(deadlines.isWatching()).isTrue();
        deadlines.end();
        awaitRest();
    }

    private void awaitRest() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (deadlines.isWatching() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(deadlines.isWatching()).isFalse();
    }
}
