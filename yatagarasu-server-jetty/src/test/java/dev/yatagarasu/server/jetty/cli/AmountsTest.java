package dev.yatagarasu.server.jetty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1KB",
        "262144, 256KB",
        "1073741824, 1GB",
        "67108865, 64MB",
        "3370123264, 3214MB",
        "1500, 1500 bytes",
        "9223372036854775807, 8388607TB"
    })
    void size_bytes_areInTheNotationOfTheConfiguration(long bytes, String shown) {
        assertThat(Amounts.size(bytes)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "250, 250ms",
        "1500, 1500ms",
        "10000, 10s",
        "90000, 90s",
        "600000, 10m",
        "3600000, 1h",
        "86400000, 24h"
    })
    void span_millis_areInTheNotationOfTheConfiguration(long millis, String shown) {
        assertThat(Amounts.span(Duration.ofMillis(millis))).isEqualTo(shown);
    }
}
