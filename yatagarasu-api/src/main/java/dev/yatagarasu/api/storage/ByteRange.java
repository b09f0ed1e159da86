package dev.yatagarasu.api.storage;

import java.util.Optional;

/**
 * One valid range of bytes as a client may ask for it (RFC 9110 section 14.1.2). Numbers beyond a {@code long} are kept
 * as {@link Long#MAX_VALUE}: they are merely large. HTTP knows no other ranges of bytes than these two, so a {@code switch}
 * over them is complete for good.
 */
public sealed interface ByteRange {

    /**
     * Bytes {@code first} to {@code last}, both included.
     *
     * @param first position of the first byte, from 0
     * @param last position of the last byte; {@link Long#MAX_VALUE} means to the end
     */
    record Span(long first, long last) implements ByteRange {
        public Span {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("not a range: " + first + "-" + last);
            }
        }

        /** The number of bytes; only of use once resolved. */
        public long length() {
            return last - first + 1;
        }

        @Override
        public Optional<Span> resolve(long size) {
            return first >= size ? Optional.empty() : Optional.of(new Span(first, Math.min(last, size - 1)));
        }

        @Override
        public String toHeader() {
            return last == Long.MAX_VALUE ? "bytes=" + first + "-" : "bytes=" + first + "-" + last;
        }
    }

    /**
     * The last {@code length} bytes, or the whole object where it is shorter.
     *
     * @param length number of bytes; 0 can never be satisfied
     */
    record Suffix(long length) implements ByteRange {
        public Suffix {
            if (length < 0) {
                throw new IllegalArgumentException("not a suffix length: " + length);
            }
        }

        @Override
        public Optional<Span> resolve(long size) {
            return length == 0 || size == 0
                    ? Optional.empty()
                    : Optional.of(new Span(Math.max(0, size - length), size - 1));
        }

        @Override
        public String toHeader() {
            return "bytes=-" + length;
        }
    }

    /** The bytes this means of an object of {@code size} bytes; empty when it cannot be satisfied. */
    Optional<Span> resolve(long size);

    /** The value of a {@code Range} header that asks for this range only. */
    String toHeader();
}
