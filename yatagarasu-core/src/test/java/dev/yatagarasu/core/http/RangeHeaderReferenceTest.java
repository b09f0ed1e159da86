package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.ByteRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The range parser against one that is slow and plain, on random input with a fixed seed. */
class RangeHeaderReferenceTest {
    private static final Pattern UNIT = Pattern.compile("bytes=(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SPEC = Pattern.compile("[ \t]*(?:([0-9]+)-([0-9]*)|-([0-9]+))[ \t]*");
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final List<String> PIECES =
            List.of("0", "1", "9", "10", "9223372036854775807", "99999999999999999999", "-", "-", ",", ",", " ", "\t");
    private static final List<String> GARBAGE =
            List.of("b", "x", "=", "bytes=", "+", ".", ";", "\u00a0", "\u0663", "\0", "é", "--");

    private final Random random = new Random(14_2);

    @Test
    void parse_randomFields_agreesWithTheReference() {
        int valid = 0;
        for (int i = 0; i < 100_000; i++) {
            String field = field();
            List<ByteRange> expected = reference(field);
            assertThat(RangeHeader.parse(field)).as(field).isEqualTo(expected);
            valid += expected.isEmpty() ? 0 : 1;
        }
        assertThat(valid).isGreaterThan(5_000);
    }

    private String field() {
        StringBuilder field = new StringBuilder(random.nextInt(50) == 0 ? "items=" : "Bytes=");
        if (random.nextInt(2) == 0) {
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                field.append(number()).append('-').append(number()).append(left > 1 ? "," : "");
            }
        } else {
            for (int left = random.nextInt(10); left > 0; left--) {
                List<String> from = random.nextInt(20) == 0 ? GARBAGE : PIECES;
                field.append(from.get(random.nextInt(from.size())));
            }
        }
        return field.toString();
    }

    private String number() {
        return random.nextInt(4) == 0 ? "" : Integer.toString(random.nextInt(1 << random.nextInt(31)));
    }

    private static List<ByteRange> reference(String field) {
        Matcher unit = UNIT.matcher(field);
        if (!unit.matches()) {
            return List.of();
        }
        List<ByteRange> ranges = new ArrayList<>();
        for (String text : unit.group(1).split(",", -1)) {
            Matcher spec = SPEC.matcher(text);
            if (!spec.matches()) {
                return List.of();
            }
            if (spec.group(3) != null) {
                ranges.add(new ByteRange.Suffix(saturated(spec.group(3))));
                continue;
            }
            long first = saturated(spec.group(1));
            long last = spec.group(2).isEmpty() ? Long.MAX_VALUE : saturated(spec.group(2));
            if (last < first) {
                return List.of();
            }
            ranges.add(new ByteRange.Span(first, last));
        }
        return ranges.size() > 50 ? List.of() : ranges;
    }

    private static long saturated(String digits) {
        return new BigInteger(digits).min(MOST).longValueExact();
    }
}
