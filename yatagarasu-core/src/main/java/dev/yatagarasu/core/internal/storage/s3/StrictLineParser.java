package dev.yatagarasu.core.internal.storage.s3;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Refuses header fields that RFC 9110 section 5 does not allow, where the client's own parser mends them: names that are
 * no tokens, control characters in values. Safe from any thread.
 */
final class StrictLineParser extends LazyLineParser {
    static final StrictLineParser STRICT = new StrictLineParser();

    private static final String DELIMITERS = "\"(),/:;<=>?@[\\]{}";

    @Override
    public Header parseHeader(CharArrayBuffer line) throws ParseException {
        int colon = line.indexOf(':');
        for (int i = 0; i < colon; i++) {
            char c = line.charAt(i);
            if (c <= ' ' || c > '~' || DELIMITERS.indexOf(c) >= 0) {
                throw new ParseException("a header field's name is no token");
            }
        }
        for (int i = colon + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                throw new ParseException("a header field's value holds a control character");
            }
        }
        return super.parseHeader(line);
    }
}
