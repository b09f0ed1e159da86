package dev.yatagarasu.core.http;

import dev.yatagarasu.api.storage.ByteRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Range} header fields (RFC 9110 section 14.2). A field that is malformed, names another unit or more than
 * {@value #MOST_RANGES} ranges is as good as none: the whole object is the answer.
 */
public final class RangeHeader {
    /*
     * One scan over the characters, left to right, without regular expressions, splitting or substrings: the field is
     * parsed on the I/O thread. Numbers saturate at Long.MAX_VALUE. One range costs one object and one list.
     */

    /** More ranges than this in one request are ignored (RFC 9110 section 17.15). */
    public static final int MOST_RANGES = 50;

    private static final String UNIT = "bytes=";

    private final String field;
    private int at;

    private RangeHeader(String field) {
        this.field = field;
        this.at = UNIT.length();
    }

    /** The ranges a field asks for, in its order; none if it is to be ignored. */
    public static List<ByteRange> parse(String field) {
        return field.regionMatches(true, 0, UNIT, 0, UNIT.length()) ? new RangeHeader(field).ranges() : List.of();
    }

    private List<ByteRange> ranges() {
        ByteRange first = next();
        if (first == null) {
            return List.of();
        }
        if (at == field.length()) {
            return List.of(first);
        }
        List<ByteRange> all = new ArrayList<>();
        all.add(first);
        while (at < field.length()) {
            if (field.charAt(at++) != ',' || all.size() == MOST_RANGES) {
                return List.of();
            }
            ByteRange range = next();
            if (range == null) {
                return List.of();
            }
            all.add(range);
        }
        return all;
    }

    /** Reads one range-spec with white space around it; null if it is none. */
    private @Nullable ByteRange next() {
        skipBlanks();
        int start = at;
        long first = number();
        boolean suffix = at == start;
        if (at == field.length() || field.charAt(at++) != '-') {
            return null;
        }
        start = at;
        long last = number();
        boolean open = at == start;
        skipBlanks();
        if (suffix) {
            return open ? null : new ByteRange.Suffix(last);
        }
        if (open) {
            return new ByteRange.Span(first, Long.MAX_VALUE);
        }
        return last < first ? null : new ByteRange.Span(first, last);
    }

    private long number() {
        long value = 0;
        for (; at < field.length(); at++) {
            int digit = field.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
        }
        return value;
    }

    private void skipBlanks() {
        while (at < field.length() && (field.charAt(at) == ' ' || field.charAt(at) == '\t')) {
            at++;
        }
    }
}
