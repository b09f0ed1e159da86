package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of the two sides wins: the read that ends, or the look that finds it overdue. */
class ReadDeadlineTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final ReadDeadline deadline = new ReadDeadline();

    @BeforeEach
    void setPatience() {
        deadline.patience(Timeout.ofMinutes(30));
    }

    @Test
    void expire_noRead_isNot() {
        assertThat(deadline.expire(System.nanoTime() + HOUR)).isFalse();
    }

    @Test
    void expire_readInTime_isNot() {
        deadline.begin();
        assertThat(deadline.expire(System.nanoTime())).isFalse();
        assertThatCode(deadline::end).doesNotThrowAnyException();
    }

    @Test
    void expire_overdueRead_isOnceAndTheReadFails() {
        deadline.begin();
        assertThat(deadline.expire(System.nanoTime() + HOUR)).isTrue();
        assertThat(deadline.expire(System.nanoTime() + HOUR)).isFalse();
        assertThatThrownBy(deadline::end)
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("30");
    }

    @Test
    void expire_readThatHasEnded_isNot() throws SocketTimeoutException {
        deadline.begin();
        deadline.end();
        assertThat(deadline.expire(System.nanoTime() + HOUR)).isFalse();
    }
}
