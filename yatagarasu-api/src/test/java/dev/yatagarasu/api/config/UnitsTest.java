package dev.yatagarasu.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "30s, PT30S",
        "30, PT30S",
        "0, PT0S",
        "5m, PT5M",
        "1h, PT1H",
        "7d, PT168H",
        "3650d, P3650D"
    })
    void duration_wellFormed_isRead(String text, Duration expected) {
        assertThat(Units.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "-1s",
                "+1s",
                "1.5s",
                "1 s",
                " 1s",
                "1S",
                "1M",
                "1w",
                "1h30m",
                "٣s",
                "3651d",
                "87601h",
                "99999999999999999999s",
                "999999999999999999ms",
                "1_000s",
                "0x10"
            })
    void duration_anythingElse_isNotUnderstood(String text) {
        assertThat(Units.duration(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "17, 17", "17B, 17", "64KB, 65536", "10MB, 10485760", "1GB, 1073741824", "2TB, 2199023255552"})
    void size_wellFormed_isReadInPowersOf1024(String text, long expected) {
        assertThat(Units.size(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "KB",
                "-1KB",
                "1.5GB",
                "1 KB",
                "1kb",
                "1K",
                "1KiB",
                "1PB",
                "9999999999999999999",
                "9999999999TB",
                "1e3",
                "1,000"
            })
    void size_anythingElse_isNotUnderstood(String text) {
        assertThat(Units.size(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000B", "65536, 64KB", "65537, 65537B", "1048576, 1MB", "1125899906842624, 1024TB", "0, 0B"})
    void write_bytes_usesTheLargestWholeUnit(long bytes, String expected) {
        assertThat(Units.write(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"PT30S, 30s", "PT1H, 1h", "P1D, 1d", "PT25H, 25h", "PT90M, 5400s"})
    void write_duration_usesTheLargestWholeUnit(Duration span, String expected) {
        assertThat(Units.write(span)).isEqualTo(expected);
    }
}
