package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange.Span;
import dev.yatagarasu.core.http.Selection.Failed;
import dev.yatagarasu.core.http.Selection.NotModified;
import dev.yatagarasu.core.http.Selection.Parts;
import dev.yatagarasu.core.http.Selection.Unsatisfiable;
import dev.yatagarasu.core.http.Selection.Whole;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final String MODIFIED = "Sun, 06 Nov 1994 08:49:37 GMT";

    private static Representation object(long size) {
        return Representation.of(Headers.of("etag", "\"v1\"", "last-modified", MODIFIED), size, ClientView.PLAIN);
    }

    private static Selection select(long size, String... headers) {
        return RequestedSelection.of("GET", Headers.of(headers)).select(object(size));
    }

    private static Parts parts(long first, long last) {
        return new Parts(List.of(new Span(first, last)));
    }

    @Test
    void select_noRange_isTheWhole() {
        assertThat(select(10)).isEqualTo(new Whole());
        assertThat(RequestedSelection.of("GET", Headers.empty()).isEverything()).isTrue();
        assertThat(RequestedSelection.of("GET", Headers.of("if-range", "\"v1\""))
                        .isEverything())
                .isTrue();
        assertThat(RequestedSelection.of("GET", Headers.of("range", "lines=0-1"))
                        .isEverything())
                .isTrue();
        assertThat(RequestedSelection.of("GET", Headers.of("range", "bytes=0-1"))
                        .isEverything())
                .isFalse();
        assertThat(RequestedSelection.of("GET", Headers.of("if-match", "*")).isEverything())
                .isFalse();
    }

    @Test
    void select_rangeOverAllOfIt_isAPart() {
        assertThat(select(10, "range", "bytes=0-")).isEqualTo(parts(0, 9));
        assertThat(select(10, "range", "bytes=0-9")).isEqualTo(parts(0, 9));
        assertThat(select(10, "range", "bytes=-10")).isEqualTo(parts(0, 9));
    }

    @Test
    void select_rangeBeyondTheEnd_isCut() {
        assertThat(select(10, "range", "bytes=5-999999999999999999999")).isEqualTo(parts(5, 9));
        assertThat(select(10, "range", "bytes=-11")).isEqualTo(parts(0, 9));
        assertThat(select(10, "range", "bytes=-99999999999999999999")).isEqualTo(parts(0, 9));
        assertThat(select(10, "range", "bytes=9-9")).isEqualTo(parts(9, 9));
    }

    @Test
    void select_nothingWithinTheObject_isUnsatisfiable() {
        assertThat(select(10, "range", "bytes=10-")).isEqualTo(new Unsatisfiable());
        assertThat(select(10, "range", "bytes=10-11,20-,-0")).isEqualTo(new Unsatisfiable());
        assertThat(select(10, "range", "bytes=-0")).isEqualTo(new Unsatisfiable());
        assertThat(select(10, "range", "bytes=99999999999999999999-")).isEqualTo(new Unsatisfiable());
    }

    @Test
    void select_anyRangeOfAnEmptyObject_isUnsatisfiable() {
        assertThat(select(0, "range", "bytes=0-")).isEqualTo(new Unsatisfiable());
        assertThat(select(0, "range", "bytes=0-0")).isEqualTo(new Unsatisfiable());
        assertThat(select(0, "range", "bytes=-1")).isEqualTo(new Unsatisfiable());
        assertThat(select(0)).isEqualTo(new Whole());
    }

    @Test
    void select_someRangesOutside_areLeftAway() {
        assertThat(select(10, "range", "bytes=0-1,50-60")).isEqualTo(parts(0, 1));
    }

    @Test
    void select_overlappingAndTouchingRanges_areMerged() {
        assertThat(select(10, "range", "bytes=0-3,2-5")).isEqualTo(parts(0, 5));
        assertThat(select(10, "range", "bytes=4-5,0-3")).isEqualTo(parts(0, 5));
        assertThat(select(10, "range", "bytes=0-9,2-3,-1")).isEqualTo(parts(0, 9));
        assertThat(select(10, "range", "bytes=8-,0-1,3-4"))
                .isEqualTo(new Parts(List.of(new Span(0, 1), new Span(3, 4), new Span(8, 9))));
    }

    @Test
    void select_randomRanges_coverExactlyTheBytesAskedFor() {
        Random random = new Random(7233);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder field = new StringBuilder("bytes=");
            BitSet asked = new BitSet();
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                int first = random.nextInt(120);
                int last = first + random.nextInt(20);
                asked.set(first, last + 1);
                field.append(first).append('-').append(last).append(left > 1 ? "," : "");
            }
            asked.clear(100, 200);

            Selection selection = select(100, "range", field.toString());

            assertThat(bytesOf(selection)).as(field.toString()).isEqualTo(asked);
        }
    }

    private static BitSet bytesOf(Selection selection) {
        BitSet bytes = new BitSet();
        if (selection instanceof Parts parts) {
            long before = -2;
            for (Span span : parts.spans()) {
                assertThat(span.first()).isGreaterThan(before + 1);
                before = span.last();
                bytes.set((int) span.first(), (int) span.last() + 1);
            }
        }
        return bytes;
    }

    @Test
    void select_conditions_comeBeforeRanges() {
        assertThat(select(10, "if-none-match", "\"v1\"", "range", "bytes=0-1")).isEqualTo(new NotModified());
        assertThat(select(10, "if-none-match", "\"v1\"", "range", "bytes=50-")).isEqualTo(new NotModified());
        assertThat(select(10, "if-match", "\"v2\"", "range", "bytes=50-")).isEqualTo(new Failed());
        assertThat(select(10, "if-modified-since", MODIFIED, "range", "bytes=50-"))
                .isEqualTo(new NotModified());
        assertThat(select(10, "if-match", "\"v1\"", "range", "bytes=0-1")).isEqualTo(parts(0, 1));
    }

    @Test
    void select_ifRange_decidesBetweenPartAndWhole() {
        assertThat(select(10, "range", "bytes=0-1", "if-range", "\"v1\"")).isEqualTo(parts(0, 1));
        assertThat(select(10, "range", "bytes=0-1", "if-range", MODIFIED)).isEqualTo(parts(0, 1));
        assertThat(select(10, "range", "bytes=0-1", "if-range", "\"v2\"")).isEqualTo(new Whole());
        assertThat(select(10, "range", "bytes=0-1", "if-range", "W/\"v1\"")).isEqualTo(new Whole());
        assertThat(select(10, "range", "bytes=50-", "if-range", "\"v2\"")).isEqualTo(new Whole());
        assertThat(select(10, "range", "bytes=0-1", "if-range", "\"v1\"", "if-range", "\"v1\""))
                .isEqualTo(new Whole());
    }

    @Test
    void select_headWithARange_isTheWhole() {
        RequestedSelection requested =
                RequestedSelection.of("HEAD", Headers.of("range", "bytes=0-1", "if-range", "\"v1\""));

        assertThat(requested.select(object(10))).isEqualTo(new Whole());
        assertThat(requested.ranges()).isEmpty();
    }

    @Test
    void select_twoRangeFields_areIgnored() {
        assertThat(select(10, "range", "bytes=0-1", "range", "bytes=4-5")).isEqualTo(new Whole());
    }
}
