package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.ByteRange.Span;
import dev.yatagarasu.api.storage.ByteRange.Suffix;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
    private static final long MAX = Long.MAX_VALUE;

    @Test
    void parse_closedOpenAndSuffix_areRead() {
        assertThat(RangeHeader.parse("bytes=0-0")).containsExactly(new Span(0, 0));
        assertThat(RangeHeader.parse("bytes=2-7")).containsExactly(new Span(2, 7));
        assertThat(RangeHeader.parse("bytes=007-0009")).containsExactly(new Span(7, 9));
        assertThat(RangeHeader.parse("bytes=5-")).containsExactly(new Span(5, MAX));
        assertThat(RangeHeader.parse("bytes=-5")).containsExactly(new Suffix(5));
        assertThat(RangeHeader.parse("bytes=-0")).containsExactly(new Suffix(0));
    }

    @Test
    void parse_several_keepTheirOrder() {
        assertThat(RangeHeader.parse("bytes=9-,0-1,-3,0-1"))
                .containsExactly(new Span(9, MAX), new Span(0, 1), new Suffix(3), new Span(0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bytes=1-2", "BYTES=1-2", "bYtEs=1-2"})
    void parse_unitInAnyCase_isBytes(String field) {
        assertThat(RangeHeader.parse(field)).containsExactly(new Span(1, 2));
    }

    @Test
    void parse_whiteSpaceAroundListElements_isIgnored() {
        assertThat(RangeHeader.parse("bytes= 1-2 ,\t3-4\t, -5 "))
                .containsExactly(new Span(1, 2), new Span(3, 4), new Suffix(5));
    }

    @Test
    void parse_numbersBeyondALong_areMerelyLarge() {
        String huge = "9".repeat(1000);

        assertThat(RangeHeader.parse("bytes=0-" + huge)).containsExactly(new Span(0, MAX));
        assertThat(RangeHeader.parse("bytes=" + huge + "-")).containsExactly(new Span(MAX, MAX));
        assertThat(RangeHeader.parse("bytes=-" + huge)).containsExactly(new Suffix(MAX));
        assertThat(RangeHeader.parse("bytes=9223372036854775806-9223372036854775807"))
                .containsExactly(new Span(MAX - 1, MAX));
        assertThat(RangeHeader.parse("bytes=9223372036854775808-")).containsExactly(new Span(MAX, MAX));
        assertThat(RangeHeader.parse("bytes=" + huge + "-5")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes= ",
                "bytes=-",
                "bytes=--1",
                "bytes=-1-",
                "bytes=1",
                "bytes=a-b",
                "bytes=1-b",
                "bytes=1-2x",
                "bytes=1 -2",
                "bytes=1- 2",
                "bytes=- 2",
                "bytes=1 2-3",
                "bytes=+1-2",
                "bytes=1-+2",
                "bytes=0x1-2",
                "bytes=1.0-2",
                "bytes=5-4",
                "bytes=0-1,5-4",
                "bytes=0-1,",
                "bytes=0-1,-",
                "bytes=0-1;2-3",
                "bytes=0-1 2-3",
                "bytes=٣-٤",
                "bytes=１-２",
                "bytes:0-1",
                "bytes =0-1",
                "byte=0-1",
                "items=0-1",
                "none",
                "0-1",
                "=0-1",
                "bytesx=0-1",
                "bytes=0-1\u00a0",
                "bytes==0-1",
                "bytes=0–1"
            })
    void parse_malformedOrOtherUnit_isAsGoodAsNone(String field) {
        assertThat(RangeHeader.parse(field)).isEmpty();
    }

    @Test
    void parse_fiftyRanges_areTheMost() {
        assertThat(RangeHeader.parse(ranges(50))).hasSize(50).allMatch(Span.class::isInstance);
        assertThat(RangeHeader.parse(ranges(51))).isEmpty();
        assertThat(RangeHeader.parse(ranges(50) + ",")).isEmpty();
        assertThat(RangeHeader.parse(ranges(100_000))).isEmpty();
    }

    private static String ranges(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Span(2L * i, 2L * i))
                .map(ByteRange::toHeader)
                .map(field -> field.substring("bytes=".length()))
                .collect(Collectors.joining(",", "bytes=", ""));
    }
}
