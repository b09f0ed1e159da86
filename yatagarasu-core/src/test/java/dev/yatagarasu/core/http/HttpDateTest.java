package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant DATE = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
            })
    void parse_anyOfTheThreeForms_isTheSameDate(String field) {
        assertThat(HttpDate.parse(field)).contains(DATE);
    }

    @Test
    void parse_twoDigitsOfADay_areReadInAsctime() {
        assertThat(HttpDate.parse("Wed Nov 16 08:49:37 1994")).contains(Instant.parse("1994-11-16T08:49:37Z"));
    }

    @Test
    void parse_twoDigitYear_isThisCenturyOrTheLast() {
        assertThat(HttpDate.parse("Sunday, 06-Jan-30 00:00:00 GMT")).contains(Instant.parse("2030-01-06T00:00:00Z"));
        assertThat(HttpDate.parse("Thursday, 01-Jan-70 00:00:00 GMT")).contains(Instant.EPOCH);
    }

    @Test
    void format_aDate_isTheFixedForm() {
        assertThat(HttpDate.format(DATE)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void format_anyDate_isReadBack() {
        Random random = new Random(9110);
        for (int i = 0; i < 5_000; i++) {
            Instant date = Instant.ofEpochSecond(random.nextLong(-10_000_000_000L, 250_000_000_000L));
            assertThat(HttpDate.parse(HttpDate.format(date))).contains(date);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "now",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 94 08:49:37 GMT",
                "Sun, 32 Nov 1994 08:49:37 GMT",
                "Thu, 29 Feb 2001 08:49:37 GMT",
                "Tue, 31 Feb 2023 00:00:00 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:60:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 99999 08:49:37 GMT",
                "\0"
            })
    void parse_anythingElse_isNoDate(String field) {
        assertThat(HttpDate.parse(field)).isEmpty();
    }
}
